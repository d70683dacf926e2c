-- title: Women by personnel category, against the parity targets
-- metric: Women / (women + men) in each category of the uniformed gender parity strategy, people over people. More women needed, by replacement: ceiling of target x people, less the women there are; by addition: ceiling of (target x people - women) / (1 - target). Distances are to the target of the month's year where it was found, else to the 2025 minimum
-- unit: people; fraction 0 to 1; per cent
-- grain: one row per category, in fixed order
-- columns: category = Category; women_count = Women [count]; people_count = People [count]; women_fraction = Share of women [percent]; target_year = Target year;
--   target_percent = Target of the year, %; target_status = Target status; minimum_2025_percent = 2025 minimum, %; target_2028_percent = 2028 target, %;
--   more_women_by_replacement = More women, by replacement [count]; more_women_by_addition = More women, by addition [count]
-- params: as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'
-- audience: open
-- from: mart.deployment_month, mart.gpp_snapshot, mart.parity_goal, mart.reported_month, mart.parity_category
-- note: no date means the latest reported month; scope all counts every mission, peacekeeping leaves out special political missions and support offices; military experts on mission and staff officers are one category, which has no figure before May 2017, when staff officers stood inside troops; justice and corrections personnel are not in the monthly file: they come from snapshots, each of which answers for its own day only, so without one of exactly this day they are not reported, not zero

with chosen as (
    select coalesce(cast($as_of as date), (select max(as_of) from mart.reported_month)) as as_of
),

counted as (
    select month.category, month.as_of, month.is_peacekeeping, month.women_count, month.people_count
    from mart.deployment_month as month
    join chosen on chosen.as_of = month.as_of
    union all
    select 'justice_corrections_gpp', month.as_of, month.is_peacekeeping, month.women_count, month.people_count
    from mart.gpp_snapshot as month
    join chosen on chosen.as_of = month.as_of
),

found as (
    select
        month.category,
        cast(sum(month.women_count) as bigint) as women_count,
        cast(sum(month.people_count) as bigint) as people_count
    from counted as month
    join mart.parity_category as category on category.category = month.category
    where
        ($scope = 'all' or month.is_peacekeeping)
        and (category.reported_from is null or month.as_of >= category.reported_from)
    group by month.category
),

fixed as (
    select
        category,
        max(minimum_2025_percent) as minimum_2025_percent,
        max(target_2028_percent) as target_2028_percent
    from mart.parity_goal
    group by category
)

select
    category.category,
    found.women_count,
    found.people_count,
    cast(found.women_count as double) / nullif(found.people_count, 0) as women_fraction,
    cast(extract(year from chosen.as_of) as integer) as target_year,
    goal.target_percent,
    coalesce(goal.target_status, 'not found') as target_status,
    fixed.minimum_2025_percent,
    fixed.target_2028_percent,
    case
        when found.people_count is null or goal.goal_percent is null then null
        when found.women_count * 100 >= goal.goal_percent * found.people_count then 0
        else (goal.goal_percent * found.people_count + 99) // 100 - found.women_count
    end as more_women_by_replacement,
    case
        when found.people_count is null or goal.goal_percent is null then null
        when found.women_count * 100 >= goal.goal_percent * found.people_count then 0
        else (goal.goal_percent * found.people_count - 100 * found.women_count + 99 - goal.goal_percent) // (100 - goal.goal_percent)
    end as more_women_by_addition
from mart.parity_category as category
cross join chosen
left join found on found.category = category.category
left join fixed on fixed.category = category.category
left join mart.parity_goal as goal
    on goal.category = category.category and goal.year = cast(extract(year from chosen.as_of) as integer)
order by category.position

-- title: Women by contributor and personnel category
-- metric: Women / (women + men) per contributor and category, people over people. More women needed, by replacement: ceiling of target x people, less the women there are; by addition: ceiling of (target x people - women) / (1 - target). Distances are to the target of the month's year where it was found, else to the 2025 minimum
-- unit: people; fraction 0 to 1, empty under 10 people; per cent
-- grain: one row per contributor and category with at least one person
-- columns: iso3 = Code; category = Category; women_count = Women [count]; people_count = People [count]; women_fraction = Share of women [percent]; target_year =
--   Target year; target_percent = Target of the year, %; target_status = Target status; minimum_2025_percent = 2025 minimum, %; target_2028_percent = 2028
--   target, %; more_women_by_replacement = More women, by replacement [count]; more_women_by_addition = More women, by addition [count]; is_small = Under
--   ten people
-- params: as_of DATE = null; category VARCHAR in (unmem_staff_officers, contingent_troops, individual_police_officers, formed_police_units, justice_corrections_gpp) = null; scope VARCHAR in (all, peacekeeping) = 'all'; iso3 VARCHAR = null
-- audience: open
-- from: mart.deployment_month, mart.gpp_snapshot, mart.parity_goal, mart.reported_month, mart.parity_category, mart.country
-- note: no date means the latest reported month; scope all counts every mission, peacekeeping leaves out special political missions and support offices; under 10 people no share is given: such contributors stand in a table of their own; no category and no contributor mean all; justice and corrections personnel are not in the monthly file: they come from snapshots, each of which answers for its own day only, so without one of exactly this day they are not reported, not zero

with chosen as (
    select coalesce(cast($as_of as date), (select max(as_of) from mart.reported_month)) as as_of
),

counted as (
    select month.iso3, month.category, month.as_of, month.is_peacekeeping, month.women_count, month.people_count
    from mart.deployment_month as month
    join chosen on chosen.as_of = month.as_of
    union all
    select month.iso3, 'justice_corrections_gpp', month.as_of, month.is_peacekeeping, month.women_count, month.people_count
    from mart.gpp_snapshot as month
    join chosen on chosen.as_of = month.as_of
),

found as (
    select
        month.iso3,
        month.category,
        month.as_of,
        cast(sum(month.women_count) as bigint) as women_count,
        cast(sum(month.people_count) as bigint) as people_count
    from counted as month
    join mart.parity_category as category on category.category = month.category
    where
        ($scope = 'all' or month.is_peacekeeping)
        and ($category is null or month.category = $category)
        and ($iso3 is null or month.iso3 = $iso3)
        and (category.reported_from is null or month.as_of >= category.reported_from)
    group by month.iso3, month.category, month.as_of
    having sum(month.people_count) > 0
)

select
    found.iso3,
    found.category,
    found.women_count,
    found.people_count,
    case when found.people_count >= 10 then cast(found.women_count as double) / found.people_count end as women_fraction,
    goal.year as target_year,
    goal.target_percent,
    goal.target_status,
    goal.minimum_2025_percent,
    goal.target_2028_percent,
    case
        when found.people_count is null or goal.goal_percent is null then null
        when found.women_count * 100 >= goal.goal_percent * found.people_count then 0
        else (goal.goal_percent * found.people_count + 99) // 100 - found.women_count
    end as more_women_by_replacement,
    case
        when found.people_count is null or goal.goal_percent is null then null
        when found.women_count * 100 >= goal.goal_percent * found.people_count then 0
        else (goal.goal_percent * found.people_count - 100 * found.women_count + 99 - goal.goal_percent) // (100 - goal.goal_percent)
    end as more_women_by_addition,
    found.people_count < 10 as is_small
from found
join mart.parity_category as category on category.category = found.category
left join mart.country as country on country.iso3 = found.iso3
left join mart.parity_goal as goal
    on goal.category = found.category and goal.year = cast(extract(year from found.as_of) as integer)
order by category.position, country.un_order, found.iso3

-- title: Women by personnel category, against the parity targets
-- metric: Women / (women + men) in each category of the uniformed gender parity strategy, people over people. More women needed, by replacement: ceiling of target x people, less the women there are; by addition: ceiling of (target x people - women) / (1 - target). Distances are to the target of the month's year where it was found, else to the 2025 minimum, and by replacement to the 2028 target too
-- unit: people; fraction 0 to 1; per cent
-- grain: one row per category, in fixed order
-- columns: category = Category; women_count = Women [count]; people_count = People [count]; women_fraction = Share of women [percent]; target_year = Target year;
--   target_percent = Target of the year, %; target_status = Target status; minimum_2025_percent = 2025 minimum, %; target_2028_percent = 2028 target, %;
--   more_women_by_replacement = More women, by replacement [count]; more_women_by_addition = More women, by addition [count];
--   more_women_2028_by_replacement = More women to the 2028 target, by replacement [count]
-- params: as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'
-- audience: open
-- from: mart.deployment_month, mart.gpp_snapshot, mart.parity_goal, mart.reported_month, mart.parity_category
-- note: no date means the latest reported month; scope all counts every mission, peacekeeping leaves out special political missions and support offices; military experts on mission and staff officers are one category, which has no figure before May 2017, when staff officers stood inside troops; justice and corrections personnel are not in the monthly file: they come from snapshots, each of which answers for its own day only, so without one of exactly this day they are not reported, not zero

with
-- include: parity_people,

category_total as (
    select category, cast(sum(women_count) as bigint) as women_count, cast(sum(people_count) as bigint) as people_count
    from parity_people
    group by category
),

fixed_goal as (
    select
        category,
        max(minimum_2025_percent) as minimum_2025_percent,
        max(target_2028_percent) as target_2028_percent
    from mart.parity_goal
    group by category
),

counted as (
    select
        category.category,
        category.position,
        category_total.women_count,
        category_total.people_count,
        cast(extract(year from asked_month.as_of) as integer) as target_year,
        goal.target_percent,
        coalesce(goal.target_status, 'not found') as target_status,
        fixed_goal.minimum_2025_percent,
        fixed_goal.target_2028_percent,
        goal.goal_percent
    from mart.parity_category as category
    cross join asked_month
    left join category_total on category_total.category = category.category
    left join fixed_goal on fixed_goal.category = category.category
    left join mart.parity_goal as goal
        on goal.category = category.category and goal.year = cast(extract(year from asked_month.as_of) as integer)
),

-- include: parity_arithmetic,

-- include: parity_arithmetic (measured as measured_2028, goal_percent as target_2028_percent)

select
    measured.category,
    measured.women_count,
    measured.people_count,
    measured.women_fraction,
    measured.target_year,
    measured.target_percent,
    measured.target_status,
    measured.minimum_2025_percent,
    measured.target_2028_percent,
    measured.more_women_by_replacement,
    measured.more_women_by_addition,
    measured_2028.more_women_by_replacement as more_women_2028_by_replacement
from measured
join measured_2028 on measured_2028.category = measured.category
order by measured.position

-- title: Women by personnel category, against the parity targets
-- metric: Women / (women + men) in each category of the uniformed gender parity strategy, people over people. More women needed, by replacement: ceiling of target x people, less the women there are; by addition: ceiling of (target x people - women) / (1 - target). Distances are to the target of the month's year where it was found, else to the 2025 minimum, and by replacement to the 2028 target too
-- unit: people; fraction 0 to 1; per cent
-- grain: one row per category, in fixed order
-- columns: category = Category; women_count = Women [count]; people_count = People [count]; sex_not_reported_count = Sex not reported [count];
--   women_fraction_least = Share, all others men [percent]; women_fraction_most = Share, all others women [percent]; verdict = Verdict;
--   women_fraction = Share of women [percent]; target_year = Target year; target_percent = Target of the year, %; target_status = Target status;
--   minimum_2025_percent = 2025 minimum, %; target_2028_percent = 2028 target, %; more_women_by_replacement = More women, by replacement [count];
--   more_women_by_addition = More women, by addition [count]; more_women_2028_by_replacement = More women to the 2028 target, by replacement [count]
-- params: as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'
-- audience: open
-- from: mart.deployment_month, mart.gpp_snapshot, mart.parity_goal, mart.reported_month, mart.parity_category, mart.figure_rule
-- note: no date means the latest reported month; scope all counts every mission, peacekeeping leaves out special political missions and support offices; military experts on mission and staff officers are one category, which has no figure before May 2017, when staff officers stood inside troops; justice and corrections personnel are not in the monthly file: they come from snapshots, each of which answers for its own day only, so without one of exactly this day they are not reported, not zero; where the sex of some is not reported, women are at least those reported and the share is over those reported, both empty where fewer than 95 % are; more women needed are then the least that it can be, and the verdict is cannot_be_told where the bounds of the share lie on both sides of the target

with
-- include: parity_people,

category_summed as (
    select
        category,
        cast(coalesce(sum(women_count), 0) as bigint) as women_reported_count,
        cast(sum(sex_not_reported_count) as bigint) as sex_not_reported_count,
        cast(sum(people_count) as bigint) as people_count
    from parity_people
    group by category
),

-- include: women_reported (summed as category_summed, sexed as category_total),

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
        category_total.women_reported_count,
        category_total.women_count,
        category_total.women_most_count,
        category_total.sex_not_reported_count,
        category_total.people_count,
        category_total.women_fraction,
        category_total.women_fraction_least,
        category_total.women_fraction_most,
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

-- include: parity_measured,

-- include: parity_arithmetic (measured as measured_2028, goal_percent as target_2028_percent, women_count as women_most_count, women_fraction as fraction_if_women)

select
    measured.category,
    measured.women_count,
    measured.people_count,
    measured.sex_not_reported_count,
    measured.women_fraction_least,
    measured.women_fraction_most,
    measured.verdict,
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

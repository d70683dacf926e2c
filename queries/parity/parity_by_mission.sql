-- title: Women by mission and personnel category
-- metric: Women / (women + men) per mission and category, people over people. More women needed, by replacement: ceiling of target x people, less the women there are; by addition: ceiling of (target x people - women) / (1 - target). Distances are to the target of the month's year where it was found, else to the 2025 minimum
-- unit: people; fraction 0 to 1, empty under 10 people; per cent
-- grain: one row per mission and category that the month prints
-- columns: mission = Mission; category = Category; women_count = Women [count]; people_count = People [count]; sex_not_reported_count = Sex not
--   reported [count]; women_fraction_least = Share, all others men [percent]; women_fraction_most = Share, all others women [percent]; verdict =
--   Verdict; women_fraction = Share of women [percent]; target_year = Target year; target_percent = Target of the year, %; target_status = Target
--   status; minimum_2025_percent = 2025 minimum, %; target_2028_percent = 2028 target, %; more_women_by_replacement = More women, by replacement
--   [count]; more_women_by_addition = More women, by addition [count]
-- params: as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'
-- audience: open
-- from: mart.deployment_month, mart.gpp_snapshot, mart.parity_goal, mart.reported_month, mart.parity_category, mart.figure_rule
-- note: no date means the latest reported month; scope all counts every mission, peacekeeping leaves out special political missions and support offices; under 10 people no share is given; a row printed with nobody is zero; a category that a mission does not print is not reported; justice and corrections personnel are not in the monthly file: they come from snapshots, each of which answers for its own day only, so without one of exactly this day they are not reported, not zero; where the sex of some is not reported, women are at least those reported and the share is over those reported, both empty where fewer than 95 % are; more women needed are then the least that it can be, and the verdict is cannot_be_told where the bounds of the share lie on both sides of the target

with
-- include: parity_people,

people_summed as (
    select
        mission_code,
        category,
        as_of,
        cast(coalesce(sum(women_count), 0) as bigint) as women_reported_count,
        cast(sum(sex_not_reported_count) as bigint) as sex_not_reported_count,
        cast(sum(people_count) as bigint) as people_count
    from parity_people
    where mission_code <> 'not_stated'
    group by mission_code, category, as_of
),

-- include: women_reported (summed as people_summed, sexed as people_total),

-- include: parity_goals,

-- include: parity_measured

select
    mission_code as mission,
    category,
    women_count,
    people_count,
    sex_not_reported_count,
    case when people_count >= 10 then women_fraction_least end as women_fraction_least,
    case when people_count >= 10 then women_fraction_most end as women_fraction_most,
    verdict,
    case when people_count >= 10 then women_fraction end as women_fraction,
    target_year,
    target_percent,
    target_status,
    minimum_2025_percent,
    target_2028_percent,
    more_women_by_replacement,
    more_women_by_addition
from measured
order by mission_code, position

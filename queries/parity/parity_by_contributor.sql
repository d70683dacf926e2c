-- title: Women by contributor and personnel category
-- metric: Women / (women + men) per contributor and category, people over people. More women needed, by replacement: ceiling of target x people, less the women there are; by addition: ceiling of (target x people - women) / (1 - target). Distances are to the target of the month's year where it was found, else to the 2025 minimum
-- unit: people; fraction 0 to 1, empty under 10 people; per cent
-- grain: one row per contributor and category with at least one person
-- columns: iso3 = Code; category = Category; women_count = Women [count]; people_count = People [count]; sex_not_reported_count = Sex not reported
--   [count]; women_fraction_least = Share, all others men [percent]; women_fraction_most = Share, all others women [percent]; verdict = Verdict;
--   women_fraction = Share of women [percent]; target_year = Target year; target_percent = Target of the year, %; target_status = Target status;
--   minimum_2025_percent = 2025 minimum, %; target_2028_percent = 2028 target, %; more_women_by_replacement = More women, by replacement [count];
--   more_women_by_addition = More women, by addition [count]; is_small = Under ten people
-- params: as_of DATE = null; category VARCHAR in (unmem_staff_officers, contingent_troops, individual_police_officers, formed_police_units, justice_corrections_gpp) = null; scope VARCHAR in (all, peacekeeping) = 'all'; iso3 VARCHAR = null
-- audience: open
-- from: mart.deployment_month, mart.gpp_snapshot, mart.parity_goal, mart.reported_month, mart.parity_category, mart.country, mart.figure_rule
-- note: no date means the latest reported month; scope all counts every mission, peacekeeping leaves out special political missions and support offices; under 10 people no share is given: such contributors stand in a table of their own; no category and no contributor mean all; justice and corrections personnel are not in the monthly file: they come from snapshots, each of which answers for its own day only, so without one of exactly this day they are not reported, not zero; where the sex of some is not reported, women are at least those reported and the share is over those reported, both empty where fewer than 95 % are; more women needed are then the least that it can be, and the verdict is cannot_be_told where the bounds of the share lie on both sides of the target

with
-- include: parity_people,

-- include: parity_by_state,

-- include: parity_goals,

-- include: parity_measured

select
    measured.iso3,
    measured.category,
    measured.women_count,
    measured.people_count,
    measured.sex_not_reported_count,
    case when measured.people_count >= 10 then measured.women_fraction_least end as women_fraction_least,
    case when measured.people_count >= 10 then measured.women_fraction_most end as women_fraction_most,
    measured.verdict,
    case when measured.people_count >= 10 then measured.women_fraction end as women_fraction,
    measured.target_year,
    measured.target_percent,
    measured.target_status,
    measured.minimum_2025_percent,
    measured.target_2028_percent,
    measured.more_women_by_replacement,
    measured.more_women_by_addition,
    measured.people_count < 10 as is_small
from measured
left join mart.country as country on country.iso3 = measured.iso3
where $iso3 is null or measured.iso3 = $iso3
order by measured.position, country.un_order, measured.iso3

-- title: One mission's personnel over time
-- metric: Women and men in the mission on the last day of each reported month, by contributor and personnel type, or by one of them
-- unit: people
-- grain: one row per reported month, printed mission code, contributor and personnel type that the files print; by type or by contributor: the other is empty
-- columns: as_of = As of [day]; mission = Mission; personnel_type = Personnel type; category = Category; iso3 = Code; women_count = Women [count];
--   men_count = Men [count]; people_count = People [count]; sex_not_reported_count = Sex not reported [count]
-- params: mission VARCHAR; by VARCHAR in (type, contributor, all) = 'type'
-- audience: open
-- from: mart.deployment_month, mart.mission_month, mart.mission, mart.figure_rule
-- note: any code of a mission that was renamed (UNSOM to UNTMIS, UNMC to UNVMC) stands for its whole line, and each month keeps the code that it prints; successors (MONUC and MONUSCO, MINUSTAH and MINUJUSTH) are missions of their own; a month without a row was either not reported or prints nobody of the mission: the list of reported months tells which; rows printed with nobody are kept, as 0; before May 2017 staff officers stand inside troops; where the sex of some is not reported, women are at least those reported and the share is over those reported, both empty where fewer than 95 % are

with own_line as (
    select mission.mission_code
    from mart.mission as mission
    join mart.mission as asked on asked.lineage_code = mission.lineage_code
    where asked.mission_code = $mission
),

printed as (
    select
        month.as_of, month.mission_code, month.personnel_type, month.category, month.iso3,
        month.women_count, month.men_count, month.sex_not_reported_count, month.people_count
    from mart.deployment_month as month
    join own_line on own_line.mission_code = month.mission_code
    where $by <> 'type'
    union all
    select
        month.as_of, month.mission_code, month.personnel_type, month.category, null,
        month.women_count, month.men_count, month.sex_not_reported_count, month.people_count
    from mart.mission_month as month
    join own_line on own_line.mission_code = month.mission_code
    where $by = 'type'
),

line_summed as (
    select
        month.as_of,
        month.mission_code as mission,
        case when $by <> 'contributor' then month.personnel_type end as personnel_type,
        case when $by <> 'contributor' then month.category end as category,
        month.iso3,
        cast(coalesce(sum(month.women_count), 0) as bigint) as women_reported_count,
        cast(sum(month.sex_not_reported_count) as bigint) as sex_not_reported_count,
        cast(sum(month.men_count) as bigint) as men_count,
        cast(sum(month.people_count) as bigint) as people_count
    from printed as month
    group by
        month.as_of,
        month.mission_code,
        case when $by <> 'contributor' then month.personnel_type end,
        case when $by <> 'contributor' then month.category end,
        month.iso3
),

-- include: women_reported (summed as line_summed, sexed as line)

select as_of, mission, personnel_type, category, iso3, women_count, men_count, people_count, sex_not_reported_count
from line
order by as_of, mission, personnel_type, iso3

-- title: One state's personnel over time
-- metric: Women and men of the state on the last day of each reported month, by mission, by personnel type, or by both
-- unit: people
-- grain: one row per reported month and mission, or personnel type, or both that the files print for the state; by one of them the other is empty
-- columns: as_of = As of [day]; mission = Mission; mission_line = Mission, renamed ones as one; personnel_type = Personnel type; category = Category;
--   women_count = Women [count]; men_count = Men [count]; people_count = People [count]; sex_not_reported_count = Sex not reported [count]
-- params: iso3 VARCHAR; by VARCHAR in (mission, type, all) = 'mission'; scope VARCHAR in (all, peacekeeping) = 'all'
-- audience: open
-- from: mart.deployment_month, mart.mission, mart.figure_rule
-- note: a month without a row was either not reported or prints nobody of the state: the list of reported months tells which; rows printed with nobody are kept, as 0; before May 2017 staff officers stand inside troops; a mission renamed (UNSOM to UNTMIS, UNMC to UNVMC) keeps its printed name, and its line is one; scope all counts every mission, peacekeeping leaves out special political missions and support offices; where the sex of some is not reported, women are at least those reported and the share is over those reported, both empty where fewer than 95 % are

with line_summed as (
    select
        month.as_of,
        case when $by <> 'type' then month.mission_code end as mission,
        case when $by <> 'mission' then month.personnel_type end as personnel_type,
        case when $by <> 'mission' then month.category end as category,
        cast(coalesce(sum(month.women_count), 0) as bigint) as women_reported_count,
        cast(sum(month.sex_not_reported_count) as bigint) as sex_not_reported_count,
        cast(sum(month.men_count) as bigint) as men_count,
        cast(sum(month.people_count) as bigint) as people_count
    from mart.deployment_month as month
    where month.iso3 = $iso3 and ($scope = 'all' or month.is_peacekeeping)
    group by
        month.as_of,
        case when $by <> 'type' then month.mission_code end,
        case when $by <> 'mission' then month.personnel_type end,
        case when $by <> 'mission' then month.category end
),

-- include: women_reported (summed as line_summed, sexed as line)

select
    line.as_of,
    line.mission,
    coalesce(mission.lineage_code, line.mission) as mission_line,
    line.personnel_type,
    line.category,
    line.women_count,
    line.men_count,
    line.people_count,
    line.sex_not_reported_count
from line
left join mart.mission as mission on mission.mission_code = line.mission
order by line.as_of, line.mission, line.personnel_type

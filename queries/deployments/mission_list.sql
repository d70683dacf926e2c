-- title: Missions, open and closed
-- metric: Each mission with its people on the last day of the month, its first and last reported month with people, and whether it is open, closed, or no longer printed
-- unit: people; contributors; months
-- grain: one row per mission, a renamed one once under its newest printed code; the open ones first, each group in order of code
-- columns: mission = Mission; state = State; started_on = Started [day]; ended_on = Ended [day]; first_as_of = First reported month [day]; last_as_of
--   = Last reported month [day]; women_count = Women [count]; people_count = People [count]; sex_not_reported_count = Sex not reported [count];
--   contributor_count = Contributors [count]
-- params: as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'
-- audience: open
-- from: mart.deployment_month, mart.mission_month, mart.mission, mart.reported_month, mart.figure_rule
-- note: no date means the latest reported month; closed means that a sourced end lies on or before the month, also where the files still print people who wind the mission up; no longer printed means that no end is sourced and the month prints nobody of it; not printed means that no month up to then prints anybody; figures are of the month itself and empty where it was not reported; scope all counts every mission, peacekeeping leaves out special political missions and support offices; where the sex of some is not reported, women are at least those reported and the share is over those reported, both empty where fewer than 95 % are

with
-- include: asked_month,

line_contributors as (
    select mission.lineage_code, count(distinct month.iso3) as contributor_count
    from mart.deployment_month as month
    join mart.mission as mission on mission.mission_code = month.mission_code
    join asked_month on month.as_of = asked_month.as_of
    where month.people_count > 0
    group by mission.lineage_code
),

code_summed as (
    select
        month.mission_code,
        min(month.as_of) as first_as_of,
        max(month.as_of) as last_as_of,
        sum(case when month.as_of = asked_month.as_of then month.women_count end) as women_count,
        sum(case when month.as_of = asked_month.as_of then month.sex_not_reported_count end) as sex_not_reported_count,
        sum(case when month.as_of = asked_month.as_of then month.people_count end) as people_count
    from mart.mission_month as month
    join asked_month on month.as_of <= asked_month.as_of
    where month.people_count > 0
    group by month.mission_code
),

line_summed as (
    select
        mission.lineage_code,
        min(code_summed.first_as_of) as first_as_of,
        max(code_summed.last_as_of) as last_as_of,
        cast(coalesce(sum(code_summed.women_count), 0) as bigint) as women_reported_count,
        cast(coalesce(sum(code_summed.sex_not_reported_count), 0) as bigint) as sex_not_reported_count,
        cast(coalesce(sum(code_summed.people_count), 0) as bigint) as people_count,
        coalesce(min(line_contributors.contributor_count), 0) as contributor_count
    from code_summed
    join mart.mission as mission on mission.mission_code = code_summed.mission_code
    left join line_contributors on line_contributors.lineage_code = mission.lineage_code
    group by mission.lineage_code
),

-- include: women_reported (summed as line_summed, sexed as line),

newest as (
    select mission.lineage_code, max(code_summed.mission_code) as mission_code
    from code_summed
    join mart.mission as mission on mission.mission_code = code_summed.mission_code
    join line on line.lineage_code = mission.lineage_code and line.last_as_of = code_summed.last_as_of
    group by mission.lineage_code
)

select
    coalesce(newest.mission_code, head.mission_code) as mission,
    case
        when head.ended_on <= asked_month.as_of then 'closed'
        when line.last_as_of is null then 'not printed'
        when line.last_as_of < asked_month.as_of and reported.as_of is not null then 'no longer printed'
        else 'open'
    end as state,
    head.started_on,
    head.ended_on,
    line.first_as_of,
    line.last_as_of,
    case when reported.as_of is not null then case when line.lineage_code is null then 0 else line.women_count end end as women_count,
    case when reported.as_of is not null then coalesce(line.people_count, 0) end as people_count,
    case when reported.as_of is not null then coalesce(line.sex_not_reported_count, 0) end as sex_not_reported_count,
    case when reported.as_of is not null then coalesce(line.contributor_count, 0) end as contributor_count
from mart.mission as head
cross join asked_month
left join line on line.lineage_code = head.lineage_code
left join newest on newest.lineage_code = head.lineage_code
left join mart.reported_month as reported on reported.as_of = asked_month.as_of and reported.states_mission
where head.mission_code = head.lineage_code and ($scope = 'all' or head.is_peacekeeping)
order by
    case
        when head.ended_on <= asked_month.as_of then 2
        when line.last_as_of is null then 3
        when line.last_as_of < asked_month.as_of and reported.as_of is not null then 1
        else 0
    end,
    mission

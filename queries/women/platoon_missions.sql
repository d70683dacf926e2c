-- title: Missions and their mandate to protect civilians
-- list: Missions of the month with contingents, and whether a source gives them a mandate to protect civilians: yes, no, or not sourced
-- unit: people
-- grain: one row per mission with contingent troops in the month
-- columns: mission = Mission; name = Name; poc_mandate = Mandate to protect civilians; poc_source = Source of the mandate; ended_on = Ended [day];
--   operations_end_on = Operations end on [day]; state_count = Member States [count]; people_count = People [count]
-- params: as_of DATE = null
-- audience: open
-- from: mart.deployment_month, mart.reported_month, mart.mission
-- note: no date means the latest reported month; blank is not sourced, which is not no

select
    month.mission_code as mission,
    mission.name,
    mission.poc_mandate,
    mission.poc_source,
    mission.ended_on,
    mission.operations_end_on,
    count(distinct month.iso3) as state_count,
    cast(sum(month.people_count) as bigint) as people_count
from mart.deployment_month as month
join mart.mission as mission on mission.mission_code = month.mission_code
where
    month.category = 'contingent_troops'
    and month.people_count > 0
    and month.as_of = coalesce(cast($as_of as date), (select max(as_of) from mart.reported_month))
group by month.mission_code, mission.name, mission.poc_mandate, mission.poc_source, mission.ended_on, mission.operations_end_on
order by
    case mission.poc_mandate when 'yes' then 0 when 'no' then 2 else 1 end,
    sum(month.people_count) desc,
    month.mission_code

-- title: Uniformed personnel from each contributor to each mission
-- metric: Women and men of each contributor in each mission on the last day of the month; people of all the contributors shown in that mission
-- unit: people; degrees
-- grain: one row per contributor and mission with at least one person
-- columns: iso3 = Code; mission = Mission; women_count = Women [count]; people_count = People [count]; sex_not_reported_count = Sex not reported
--   [count]; mission_people_count = People in the mission [count]; hq_latitude = Latitude of headquarters; hq_longitude = Longitude of headquarters
-- params: as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'; regional_group VARCHAR in (african_group, asia_pacific_group, eastern_european_group, grulac, weog) = null; area VARCHAR = null
-- audience: open
-- from: mart.deployment_month, mart.country, mart.m49_area, mart.mission, mart.reported_month, mart.figure_rule
-- note: no date means the latest reported month; scope all counts every mission, peacekeeping leaves out special political missions and support offices; latitude and longitude are those of the mission's headquarters, empty where no source gives them; no group and no M49 area mean all; where the sex of some is not reported, women are at least those reported and the share is over those reported, both empty where fewer than 95 % are

with
-- include: asked_month,

-- include: chosen_state,

flow_summed as (
    select
        month.iso3,
        month.mission_code,
        cast(coalesce(sum(month.women_count), 0) as bigint) as women_reported_count,
        cast(sum(month.sex_not_reported_count) as bigint) as sex_not_reported_count,
        cast(sum(month.people_count) as bigint) as people_count
    from mart.deployment_month as month
    join asked_month on asked_month.as_of = month.as_of
    join chosen_state on chosen_state.iso3 = month.iso3
    where $scope = 'all' or month.is_peacekeeping
    group by month.iso3, month.mission_code
    having sum(month.people_count) > 0
),

-- include: women_reported (summed as flow_summed, sexed as flow)

select
    flow.iso3,
    flow.mission_code as mission,
    flow.women_count,
    flow.people_count,
    flow.sex_not_reported_count,
    cast(sum(flow.people_count) over (partition by flow.mission_code) as bigint) as mission_people_count,
    mission.hq_latitude,
    mission.hq_longitude
from flow
join chosen_state as country on country.iso3 = flow.iso3
join mart.mission as mission on mission.mission_code = flow.mission_code
order by country.un_order, flow.mission_code

-- title: Uniformed personnel from each contributor to each mission
-- metric: Women and men of each contributor in each mission on the last day of the month; people of all the contributors shown in that mission
-- unit: people; degrees
-- grain: one row per contributor and mission with at least one person
-- columns: iso3 = Code; mission = Mission; women_count = Women [count]; people_count = People [count]; mission_people_count = People in the mission [count];
--   hq_latitude = Latitude of headquarters; hq_longitude = Longitude of headquarters
-- params: as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'; regional_group VARCHAR in (african_group, asia_pacific_group, eastern_european_group, grulac, weog) = null; area VARCHAR = null
-- audience: open
-- from: mart.deployment_month, mart.country, mart.m49_area, mart.mission, mart.reported_month
-- note: no date means the latest reported month; scope all counts every mission, peacekeeping leaves out special political missions and support offices; latitude and longitude are those of the mission's headquarters, empty where no source gives them; no group and no M49 area mean all

with chosen as (
    select coalesce(cast($as_of as date), (select max(as_of) from mart.reported_month)) as as_of
),

area as (
    select name
    from mart.m49_area
    where m49 = $area
),

found as (
    select
        month.iso3,
        month.mission_code,
        cast(sum(month.women_count) as bigint) as women_count,
        cast(sum(month.people_count) as bigint) as people_count
    from mart.deployment_month as month
    join chosen on chosen.as_of = month.as_of
    join mart.country as country on country.iso3 = month.iso3
    where
        ($scope = 'all' or month.is_peacekeeping)
        and (
            $regional_group is null or country.regional_group = $regional_group or country.regional_group_second = $regional_group
        )
        and (
            $area is null
            or country.m49_region in (select name from area)
            or country.m49_subregion in (select name from area)
            or country.m49_intermediate in (select name from area)
        )
    group by month.iso3, month.mission_code
    having sum(month.people_count) > 0
)

select
    found.iso3,
    found.mission_code as mission,
    found.women_count,
    found.people_count,
    cast(sum(found.people_count) over (partition by found.mission_code) as bigint) as mission_people_count,
    mission.hq_latitude,
    mission.hq_longitude
from found
join mart.country as country on country.iso3 = found.iso3
join mart.mission as mission on mission.mission_code = found.mission_code
order by country.un_order, found.mission_code

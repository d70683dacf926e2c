-- title: Contingents in missions that protect civilians
-- list: Contributors of contingent troops to missions whose mandate to protect civilians is sourced: whom to ask whether their infantry has an engagement platoon
-- unit: people
-- grain: one row per mission and contributor with at least one person
-- columns: mission = Mission; iso3 = Code; people_count = People [count]
-- params: as_of DATE = null
-- audience: open
-- from: mart.deployment_month, mart.reported_month, mart.mission, mart.country
-- note: no date means the latest reported month; troops are not told by kind of unit in the monthly figures: not every contingent is infantry; a mission that has ended is out

select month.mission_code as mission, month.iso3, cast(sum(month.people_count) as bigint) as people_count
from mart.deployment_month as month
join mart.mission as mission on mission.mission_code = month.mission_code
left join mart.country as country on country.iso3 = month.iso3
where
    month.category = 'contingent_troops'
    and mission.poc_mandate = 'yes'
    and month.as_of = coalesce(cast($as_of as date), (select max(as_of) from mart.reported_month))
    and (mission.ended_on is null or mission.ended_on > month.as_of)
group by month.mission_code, month.iso3, country.un_order
having sum(month.people_count) > 0
order by month.mission_code, country.un_order, month.iso3

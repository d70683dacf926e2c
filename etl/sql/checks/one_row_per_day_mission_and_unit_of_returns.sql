-- The grain of mart.unit_return, and women never above the people they stand among.
select entry.as_of, entry.mission, entry.unit_id, count(*) as row_count
from mart.unit_return as entry
left join mart.capability as capability on capability.capability = entry.unit_type
left join mart.country as country on country.iso3 = entry.iso3
left join mart.mission as mission on mission.mission_code = entry.mission
group by entry.as_of, entry.mission, entry.unit_id
having
    count(*) > 1
    or entry.as_of is null
    or entry.unit_id is null
    or count(capability.capability) = 0
    or count(country.iso3) = 0
    or count(mission.mission_code) = 0
    or count(case when entry.women_count > entry.strength_count or entry.platoon_women > entry.platoon_strength then 1 end) > 0;

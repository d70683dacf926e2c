-- Blank is not reported, and is no fault.
select as_of, mission, unit_id, iso3, unit_type, strength_count, women_count, platoon_strength, platoon_women
from mart.unit_return
where iso3 is null or unit_type is null or women_count > strength_count or platoon_women > platoon_strength;

-- The grain of mart.air_asset_month, and that each row says something.
select as_of, mission_code, count(*) as row_count
from mart.air_asset_month
group by as_of, mission_code
having
    count(*) > 1
    or as_of is null
    or mission_code is null
    or count(coalesce(cast(rotary_wing_count as varchar), cast(fixed_wing_count as varchar), uas_text)) <> count(*)
    or min(rotary_wing_count) < 0
    or min(fixed_wing_count) < 0;

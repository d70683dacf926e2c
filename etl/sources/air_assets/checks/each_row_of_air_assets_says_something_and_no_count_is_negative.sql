-- Rotary wing, fixed wing or unmanned aircraft: one of them at least is given.
select as_of, mission_code, rotary_wing_count, fixed_wing_count, uas_text
from mart.air_asset_month
where
    coalesce(cast(rotary_wing_count as varchar), cast(fixed_wing_count as varchar), uas_text) is null
    or rotary_wing_count < 0
    or fixed_wing_count < 0;

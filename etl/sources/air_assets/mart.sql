-- Airframes of a mission on the day of its report: rotary and fixed wing are never added to each other, nor to unmanned aircraft.
create table mart.air_asset_month as
select
    as_of,
    mission_code,
    rotary_wing_count,
    fixed_wing_count,
    uas_text,
    file_id,
    line,
    sheet,
    reason
from temp.stg_air_assets;

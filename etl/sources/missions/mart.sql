-- The missions file as dropped, beside the project's own mission reference; never instead of it.
create table mart.mission_file as
select
    mission_code,
    mission_name,
    lead_department,
    is_active,
    started_on,
    ended_on,
    hq_city,
    hq_longitude,
    hq_latitude,
    updated_on,
    file_id,
    line,
    sheet,
    reason
from temp.stg_missions;

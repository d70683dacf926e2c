-- Rename and cast the Hub's missions file. Decimal commas are read; swapped coordinates are kept as printed, because a row
-- alone cannot say that it is swapped (findings compare it with the mission reference).
create or replace temp view stg_missions as
with cells as (
    select
        file_id,
        line,
        sheet,
        problem,
        scratch.clean(mission_code) as mission_code,
        scratch.clean(mission_name) as mission_name,
        scratch.clean(lead_department) as lead_department,
        scratch.clean(is_active) as active_text,
        scratch.clean(started_on) as started_text,
        scratch.clean(ended_on) as ended_text,
        scratch.clean(hq_city) as hq_city,
        replace(scratch.clean(hq_longitude), ',', '.') as longitude_text,
        replace(scratch.clean(hq_latitude), ',', '.') as latitude_text,
        scratch.clean(updated_on) as updated_text
    from scratch.raw_missions
),

read as (
    select
        *,
        case lower(active_text) when 'yes' then true when 'no' then false end as is_active,
        scratch.to_date(started_text) as started_on,
        scratch.to_date(ended_text) as ended_on,
        try_cast(longitude_text as double) as hq_longitude,
        try_cast(latitude_text as double) as hq_latitude,
        scratch.to_date(updated_text) as updated_on
    from cells
)

select
    file_id,
    line,
    sheet,
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
    case
        when problem = 'not_data' then 'not_data'
        when
            coalesce(
                mission_code, mission_name, active_text, started_text, ended_text, hq_city, longitude_text, latitude_text
            ) is null
            then 'not_data'
        when lower(mission_code) = 'mission_acronym' then 'not_data'
        when problem is not null then 'unreadable_row'
        when mission_code is null then 'unknown_mission'
        when started_text is not null and started_on is null then 'unreadable_date'
        when ended_text is not null and ended_on is null then 'unreadable_date'
        when ended_on < started_on then 'ends_before_start'
        when active_text is not null and is_active is null then 'unreadable_flag'
        when longitude_text is not null and hq_longitude is null then 'unreadable_coordinate'
        when latitude_text is not null and hq_latitude is null then 'unreadable_coordinate'
        when abs(hq_longitude) > 180 or abs(hq_latitude) > 180 then 'unreadable_coordinate'
    end as reason,
    case
        when problem is not null then problem
        else concat_ws(', ', mission_code, active_text, started_text, ended_text, longitude_text, latitude_text)
    end as detail
from read;

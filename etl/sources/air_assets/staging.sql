-- Rename and cast the Hub's DOS-AIRCRAFTSBYMISSION. A blank count is not reported; what is said of unmanned aircraft is text
-- and stays text: a number in it is not a count.
create or replace temp view stg_air_assets as
with cells as (
    select
        raw.file_id,
        raw.line,
        raw.sheet,
        raw.problem,
        scratch.clean(raw.mission_code) as mission_text,
        scratch.clean(raw.rotary_wing_count) as rotary_text,
        scratch.clean(raw.fixed_wing_count) as fixed_text,
        scratch.clean(raw.uas_text) as uas_text,
        scratch.clean(raw.as_of) as date_text,
        scratch.to_date(scratch.clean(raw.as_of)) as as_of,
        cast(file.received_at as date) as received_on
    from scratch.raw_air_assets as raw
    left join meta.file as file on file.file_id = raw.file_id
),

matched as (
    select
        cells.*,
        mission.mission_code,
        case when cells.rotary_text is not null then scratch.count_fault(cells.rotary_text) end as rotary_fault,
        case when cells.fixed_text is not null then scratch.count_fault(cells.fixed_text) end as fixed_fault
    from cells
    left join mart.mission as mission on mission.mission_code = upper(cells.mission_text)
)

select
    file_id,
    line,
    sheet,
    as_of,
    mission_code,
    case when rotary_fault is null then try_cast(rotary_text as integer) end as rotary_wing_count,
    case when fixed_fault is null then try_cast(fixed_text as integer) end as fixed_wing_count,
    uas_text,
    case
        when problem = 'not_data' then 'not_data'
        when coalesce(mission_text, rotary_text, fixed_text, uas_text, date_text) is null then 'not_data'
        when lower(mission_text) in ('mission_acronym', 'total', 'grand total') then 'not_data'
        when problem is not null then 'unreadable_row'
        when mission_code is null then 'unknown_mission'
        when date_text is null then 'missing_date'
        when as_of is null then 'unreadable_date'
        when as_of > received_on then 'future_date'
        when rotary_fault is not null then rotary_fault
        when fixed_fault is not null then fixed_fault
        when coalesce(rotary_text, fixed_text, uas_text) is null then 'missing_count'
    end as reason,
    case
        when problem is not null then problem
        when mission_code is null then 'mission ' || coalesce(mission_text, '(blank)')
        when as_of is null or as_of > received_on then 'date ' || coalesce(date_text, '(blank)')
        when rotary_fault is not null then 'rotary wing ' || rotary_text
        when fixed_fault is not null then 'fixed wing ' || fixed_text
        else 'neither rotary nor fixed wing nor unmanned aircraft are given'
    end as detail
from matched;

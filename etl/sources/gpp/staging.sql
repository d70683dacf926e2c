-- Rename and cast the Hub's DPO-JCS-GPP: a snapshot without a date, whose day is the one in the name of its file. A snapshot is
-- whole: of two files of one day the later received answers, and what only the earlier one has is set aside, not added to it.
create or replace temp view stg_gpp as
with cells as (
    select
        raw.file_id,
        raw.line,
        raw.sheet,
        raw.problem,
        file.snapshot_on as as_of,
        cast(file.received_at as date) as received_on,
        who.iso3,
        who.iso_clean,
        who.name_clean,
        who.m49_clean,
        who.reason as who_reason,
        scratch.clean(cast(raw.mission_code as varchar)) as mission_text,
        scratch.clean(raw.gpp_type) as gpp_type,
        scratch.clean(raw.women_count) as women_text,
        scratch.clean(raw.men_count) as men_text,
        scratch.count_fault(scratch.clean(raw.women_count)) as women_fault,
        scratch.count_fault(scratch.clean(raw.men_count)) as men_fault
    from scratch.raw_gpp as raw
    left join meta.file as file on file.file_id = raw.file_id
    left join scratch.map_who_gpp as who
        on who.iso_read is not distinct from raw.iso3
        and who.m49_read is not distinct from raw.m49
        and who.name_read is not distinct from raw.country_name
),

counted as (
    select
        cells.*,
        mission.mission_code,
        mission.is_peacekeeping,
        case when women_fault is null then try_cast(women_text as integer) end as women_count,
        case when men_fault is null then try_cast(men_text as integer) end as men_count
    from cells
    left join mart.mission as mission on mission.mission_code = upper(cells.mission_text)
),

with_reason as (
    select
        *,
        case
            when problem = 'not_data' or who_reason = 'not_data' then 'not_data'
            when coalesce(iso_clean, name_clean, mission_text, gpp_type, women_text, men_text) is null then 'not_data'
            when problem is not null then 'unreadable_row'
            when who_reason is not null then who_reason
            when mission_code is null then 'unknown_mission'
            when gpp_type is null then 'missing_gpp_type'
            when as_of is null then 'missing_date'
            -- Where the day begins first it is a day later than the clock of the ledger, which is UTC's.
            when as_of > received_on + 1 then 'future_date'
            when women_fault is not null then women_fault
            when men_fault is not null then men_fault
            when men_count = 0 and women_count >= 100 then 'no_men'
        end as reason
    from counted
),

newest as (
    select as_of, max(file_id) as file_id
    from with_reason
    where reason is null
    group by as_of
),

answering as (
    select with_reason.as_of, with_reason.mission_code, with_reason.iso3, with_reason.gpp_type
    from with_reason
    join newest on newest.as_of = with_reason.as_of and newest.file_id = with_reason.file_id
    where with_reason.reason is null
    group by with_reason.as_of, with_reason.mission_code, with_reason.iso3, with_reason.gpp_type
)

select
    with_reason.file_id,
    with_reason.line,
    with_reason.sheet,
    with_reason.as_of,
    with_reason.mission_code,
    with_reason.iso3,
    with_reason.gpp_type,
    with_reason.is_peacekeeping,
    with_reason.women_count,
    with_reason.men_count,
    case when with_reason.reason is null and answering.as_of is null then 'not_in_later_snapshot' else with_reason.reason end as reason,
    case
        when problem is not null then problem
        when who_reason = 'unknown_country'
            then 'ISO code ' || coalesce(iso_clean, '(blank)') || ' with the name ' || coalesce(name_clean, '(blank)')
        when who_reason is not null then 'ISO code ' || with_reason.iso3 || ' and M49 code ' || m49_clean
        when with_reason.mission_code is null then 'mission ' || coalesce(mission_text, '(blank)')
        when with_reason.gpp_type is null then 'no type of personnel'
        when with_reason.as_of is null or with_reason.as_of > received_on + 1 then 'snapshot of ' || coalesce(cast(with_reason.as_of as varchar), '(no day)')
        when women_fault is not null then 'women ' || coalesce(women_text, '(blank)')
        when men_fault is not null then 'men ' || coalesce(men_text, '(blank)')
        else with_reason.women_count || ' women and ' || with_reason.men_count || ' men on ' || with_reason.as_of
    end as detail
from with_reason
left join answering
    on answering.as_of = with_reason.as_of
    and answering.mission_code = with_reason.mission_code
    and answering.iso3 = with_reason.iso3
    and answering.gpp_type = with_reason.gpp_type;

-- Rename and cast the Hub's DPO-JCS-GPP: a snapshot without a date, whose day is the one in the name of its file. A snapshot is
-- whole: of two files of one day the later received answers, and what only the earlier one has is set aside, not added to it.
create or replace temp view judged_gpp as
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
)

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
from counted;

-- Who stands in the snapshot that answers for its day. It is told apart here, once for all rows: the view judges each row alone.
create or replace table scratch.answering_gpp as
with newest as (
    select as_of, max(file_id) as file_id
    from temp.judged_gpp as judged
    where reason is null
    group by as_of
)

select judged.as_of, judged.mission_code, judged.iso3, judged.gpp_type
from temp.judged_gpp as judged
join newest on newest.as_of = judged.as_of and newest.file_id = judged.file_id
where judged.reason is null
group by judged.as_of, judged.mission_code, judged.iso3, judged.gpp_type;

create or replace temp view stg_gpp as
select
    judged.file_id,
    judged.line,
    judged.sheet,
    judged.as_of,
    judged.mission_code,
    judged.iso3,
    judged.gpp_type,
    judged.is_peacekeeping,
    judged.women_count,
    judged.men_count,
    case when judged.reason is null and answering.as_of is null then 'not_in_later_snapshot' else judged.reason end as reason,
    case
        when problem is not null then problem
        when who_reason = 'unknown_country'
            then 'ISO code ' || coalesce(iso_clean, '(blank)') || ' with the name ' || coalesce(name_clean, '(blank)')
        when who_reason is not null then 'ISO code ' || judged.iso3 || ' and M49 code ' || m49_clean
        when judged.mission_code is null then 'mission ' || coalesce(mission_text, '(blank)')
        when judged.gpp_type is null then 'no type of personnel'
        when judged.as_of is null or judged.as_of > received_on + 1 then 'snapshot of ' || coalesce(cast(judged.as_of as varchar), '(no day)')
        when women_fault is not null then 'women ' || coalesce(women_text, '(blank)')
        when men_fault is not null then 'men ' || coalesce(men_text, '(blank)')
        else judged.women_count || ' women and ' || judged.men_count || ' men on ' || judged.as_of
    end as detail
from temp.judged_gpp as judged
left join scratch.answering_gpp as answering
    on answering.as_of = judged.as_of
    and answering.mission_code = judged.mission_code
    and answering.iso3 = judged.iso3
    and answering.gpp_type = judged.gpp_type;

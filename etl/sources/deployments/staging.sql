-- Rename, cast and map the Hub's DPO-UCHISTORICAL, and DPO-UHISTORICALPOL, which has its headings. Every column has few distinct
-- texts among many rows, so each distinct text is judged once in a map_ table (who.sql makes the first) and the rows only look
-- theirs up: by the column as it was read (iso3, m49 ...), which may be an enum, while the judging is done on its text
-- (iso_text, m49_text ...). Leaves temp.stg_{source}: every row, with the first reason (if any) why it is set aside.

create or replace table scratch.map_what_{source} as
with seen as (
    select
        mission_code as mission_read,
        personnel_type as type_read,
        cast(mission_code as varchar) as mission_text,
        cast(personnel_type as varchar) as type_text
    from scratch.raw_{source}
    group by mission_code, personnel_type
)

select
    seen.*,
    cast(coalesce(mission.mission_code, case when mission_text = 'not_stated' then 'not_stated' end) as mart.code_of_mission) as mission_code,
    mission.is_peacekeeping,
    cast(personnel_type.personnel_type as mart.code_of_type) as personnel_type,
    cast(personnel_type.category as mart.code_of_category) as category,
    coalesce(scratch.clean(mission_text), scratch.clean(type_text)) is null as is_blank,
    case
        when mission.mission_code is null and mission_text is distinct from 'not_stated' then 'unknown_mission'
        when personnel_type.personnel_type is null then 'unknown_personnel_type'
        when '{source}' = 'police' and not personnel_type.is_police then 'not_police'
    end as reason
from seen
left join mart.mission as mission on mission.mission_code = upper(scratch.clean(mission_text))
left join mart.personnel_type as personnel_type on lower(personnel_type.spelling) = lower(scratch.clean(type_text));

create or replace table scratch.map_when_{source} as
with seen as (
    select file_id, as_of as date_read, cast(as_of as varchar) as date_text
    from scratch.raw_{source}
    group by file_id, as_of
),

read as (
    select seen.*, scratch.to_date(scratch.clean(date_text)) as as_of, cast(file.received_at as date) as received_on
    from seen
    join meta.file as file using (file_id)
)

select
    *,
    scratch.clean(date_text) is null as is_blank,
    case
        when scratch.clean(date_text) is null then 'missing_date'
        when as_of is null then 'unreadable_date'
        when as_of <> last_day(as_of) then 'not_month_end'
        when as_of > received_on then 'future_date'
    end as reason
from read;

create or replace table scratch.map_count_{source} as
with seen as (
    select women_count as count_read from scratch.raw_{source} group by women_count
    union
    select men_count from scratch.raw_{source} group by men_count
),

read as (
    select count_read, cast(count_read as varchar) as count_text, scratch.clean(cast(count_read as varchar)) as count_clean
    from seen
)

select
    count_read,
    count_text,
    count_clean is null as is_blank,
    scratch.count_fault(count_clean) as reason,
    case when scratch.count_fault(count_clean) is null then try_cast(count_clean as integer) end as people
from read;

create or replace table scratch.map_people_{source} as
select
    people_count as count_read,
    scratch.count_fault(scratch.clean(cast(people_count as varchar))) as reason,
    try_cast(scratch.clean(cast(people_count as varchar)) as integer) as people
from scratch.raw_{source}
where scratch.clean(cast(people_count as varchar)) is not null
group by people_count;

-- Months of a file whose printed split into women and men is known to be wrong as a whole.
create or replace table scratch.map_split_{source} as
select raw.file_id, raw.as_of as date_read, any_value(erratum.reason) as reason
from scratch.raw_{source} as raw
join scratch.map_when_{source} as map_when
    on map_when.file_id = raw.file_id and map_when.date_read is not distinct from raw.as_of
join ref.month_erratum as erratum on erratum.as_of = map_when.as_of
left join scratch.map_count_{source} as women on women.count_read is not distinct from raw.women_count
where '{source}' = 'deployments'
group by raw.file_id, raw.as_of
having sum(women.people) = any_value(erratum.women_printed);

create or replace temp view stg_{source} as
select
    raw.file_id,
    raw.line,
    raw.sheet,
    map_when.as_of,
    map_what.mission_code,
    map_who.iso3,
    map_what.personnel_type,
    map_what.category,
    map_what.is_peacekeeping,
    case when map_split.file_id is null and erratum.sets_aside is distinct from 'split' then women.people end as women_count,
    case when map_split.file_id is null and erratum.sets_aside is distinct from 'split' then men.people end as men_count,
    case
        when map_split.file_id is not null or erratum.sets_aside = 'split' then women.people + men.people
        when women.is_blank and men.is_blank then everybody.people
        else 0
    end as sex_not_reported_count,
    case when women.is_blank and men.is_blank then everybody.people else women.people + men.people end as people_count,
    case
        when raw.problem = 'not_data' or map_who.reason = 'not_data' then 'not_data'
        when map_who.is_blank and map_what.is_blank and women.is_blank and men.is_blank and map_when.is_blank then 'not_data'
        when raw.problem is not null then 'unreadable_row'
        when map_who.reason is not null then map_who.reason
        when map_what.reason is not null then map_what.reason
        when map_when.reason is not null then map_when.reason
        when women.is_blank and men.is_blank and everybody.reason is null and everybody.people is not null then null
        when women.reason is not null then women.reason
        when men.reason is not null then men.reason
        when everybody.reason is not null then everybody.reason
        when everybody.people <> women.people + men.people then 'people_differ'
        when erratum.sets_aside = 'row' then 'known_misprint'
        when map_split.file_id is null and erratum.sets_aside is null and men.people = 0 and women.people >= 100 then 'no_men'
    end as reason,
    case
        when raw.problem is not null then raw.problem
        when map_who.reason = 'unknown_country'
            then 'ISO code ' || coalesce(iso_clean, '(blank)') || ' with the name ' || coalesce(name_clean, '(blank)')
        when map_who.reason is not null then 'ISO code ' || map_who.iso3 || ' and M49 code ' || m49_clean
        when map_what.reason = 'unknown_mission' then 'mission ' || coalesce(scratch.clean(mission_text), '(blank)')
        when map_what.reason is not null then 'personnel type ' || coalesce(scratch.clean(type_text), '(blank)')
        when map_when.reason is not null then 'date ' || coalesce(scratch.clean(date_text), '(blank)')
        when women.reason is not null then 'women ' || coalesce(scratch.clean(women.count_text), '(blank)')
        when men.reason is not null then 'men ' || coalesce(scratch.clean(men.count_text), '(blank)')
        when everybody.people <> women.people + men.people
            then women.people || ' women, ' || men.people || ' men and ' || everybody.people || ' people'
        when erratum.reason is not null then erratum.reason
        else women.people || ' women and ' || men.people || ' men'
    end as detail
from scratch.raw_{source} as raw
left join scratch.map_who_{source} as map_who
    on map_who.iso_read is not distinct from raw.iso3
    and map_who.m49_read is not distinct from raw.m49
    and map_who.name_read is not distinct from raw.country_name
left join scratch.map_what_{source} as map_what
    on map_what.mission_read is not distinct from raw.mission_code
    and map_what.type_read is not distinct from raw.personnel_type
left join scratch.map_when_{source} as map_when
    on map_when.file_id = raw.file_id and map_when.date_read is not distinct from raw.as_of
left join scratch.map_count_{source} as women on women.count_read is not distinct from raw.women_count
left join scratch.map_count_{source} as men on men.count_read is not distinct from raw.men_count
left join scratch.map_people_{source} as everybody on everybody.count_read = raw.people_count
left join scratch.map_split_{source} as map_split
    on map_split.file_id = raw.file_id and map_split.date_read is not distinct from raw.as_of
left join ref.erratum as erratum
    on erratum.source_name = '{source}'
    and erratum.as_of = map_when.as_of
    and try_cast(erratum.iso3 as mart.code_of_country) = map_who.iso3
    and try_cast(erratum.mission_code as mart.code_of_mission) = map_what.mission_code
    and try_cast(erratum.personnel_type as mart.code_of_type) = map_what.personnel_type
    and erratum.women_printed = women.people
    and erratum.men_printed = men.people;

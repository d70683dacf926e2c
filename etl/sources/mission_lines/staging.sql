-- Rename and cast lines of mission requirements. A line is known by its edition and its id.
create or replace temp view stg_mission_lines as
with cells as (
    select
        file_id,
        line,
        sheet,
        problem,
        scratch.clean(edition_date) as edition_text,
        scratch.to_date(scratch.clean(edition_date)) as edition_date,
        upper(scratch.clean(regexp_replace(line_id, '\s+', ' ', 'g'))) as line_id,
        scratch.clean(mission) as mission_text,
        scratch.clean(capability) as capability_text,
        scratch.clean(quantity) as quantity_text,
        scratch.clean(languages) as languages_text,
        scratch.clean(equipment_tags) as tags_text,
        scratch.clean(readiness_days) as days_text,
        scratch.clean(regexp_replace(women_percent, '\s*%\s*$', '')) as women_text,
        lower(scratch.clean(priority)) as priority,
        scratch.clean(due_date) as due_text,
        scratch.to_date(scratch.clean(due_date)) as due_date
    from scratch.raw_mission_lines
),

read as (
    select
        cells.*,
        mission.mission_code,
        known.capability,
        nullif(regexp_replace(regexp_replace(lower(cells.languages_text), '\s', '', 'g'), '[,;/]+', ';', 'g'), '') as languages,
        case when cells.quantity_text is not null then scratch.count_fault(cells.quantity_text) end as quantity_fault,
        case when cells.days_text is not null then scratch.count_fault(cells.days_text) end as days_fault,
        case when cells.women_text is not null then scratch.count_fault(cells.women_text) end as women_fault
    from cells
    left join mart.mission as mission on upper(mission.mission_code) = upper(cells.mission_text)
    left join scratch.capability_spelling as known on known.spelling = scratch.fold(cells.capability_text)
)

select
    file_id,
    line,
    sheet,
    edition_date,
    line_id,
    mission_code as mission,
    capability,
    case when quantity_fault is null then cast(try_cast(quantity_text as double) as integer) end as quantity,
    languages,
    nullif(regexp_replace(regexp_replace(lower(tags_text), '\s*[,;]+\s*', ';', 'g'), '\s+', '_', 'g'), '') as equipment_tags,
    case when days_fault is null then cast(try_cast(days_text as double) as integer) end as readiness_days,
    case when women_fault is null then cast(try_cast(women_text as double) as integer) end as women_percent,
    priority,
    due_date,
    case
        when problem = 'not_data' then 'not_data'
        when coalesce(
            edition_text, line_id, mission_text, capability_text, quantity_text, languages_text, tags_text, days_text, women_text, priority,
            due_text
        ) is null then 'not_data'
        when lower(edition_text) in ('edition_date', 'edition') and line_id in ('LINE_ID', 'LINE', 'REQUIREMENT_LINE') then 'not_data'
        when problem is not null then 'unreadable_row'
        when edition_text is null then 'missing_date'
        when edition_date is null then 'unreadable_date'
        when line_id is null then 'missing_line'
        when mission_code is null then 'unknown_mission'
        when capability is null then 'unknown_capability'
        when quantity_fault is not null then quantity_fault
        when not regexp_full_match(coalesce(languages, 'en'), '[a-z]{2}(;[a-z]{2})*') then 'unknown_language'
        when days_fault is not null then days_fault
        when women_fault is not null then women_fault
        when try_cast(women_text as double) > 100 then 'implausible_count'
        when due_text is not null and due_date is null then 'unreadable_date'
    end as reason,
    case
        when problem is not null then problem
        when edition_text is null then 'no date of the edition'
        when edition_date is null then 'edition ' || edition_text
        when line_id is null then 'no id of the line'
        when mission_code is null then 'mission ' || coalesce(mission_text, '(blank)')
        when capability is null then 'capability ' || coalesce(capability_text, '(blank)')
        when quantity_fault is not null then 'quantity ' || quantity_text
        when not regexp_full_match(coalesce(languages, 'en'), '[a-z]{2}(;[a-z]{2})*') then 'languages ' || languages_text
        when days_fault is not null then 'days ' || days_text
        when women_fault is not null or try_cast(women_text as double) > 100 then 'percent of women ' || women_text
        else 'due on ' || coalesce(due_text, '(blank)')
    end as detail
from read;

-- Rename and cast the quarterly requirements file. A line is known by the id of an ask, its words, mission and capability: by these
-- two editions are compared. None of them is null: what is not stated is empty, no mission is general.
create or replace temp view stg_requirements as
with cells as (
    select
        file_id,
        line,
        sheet,
        problem,
        scratch.clean(edition_date) as edition_text,
        scratch.to_date(scratch.clean(edition_date)) as edition_date,
        upper(scratch.clean(requirement_id)) as id_text,
        scratch.clean(regexp_replace(requirement, '\s+', ' ', 'g')) as words,
        scratch.clean(mission) as mission_text,
        scratch.clean(capability) as capability_text,
        scratch.clean(quantity) as quantity_text,
        scratch.clean(languages) as languages_text,
        scratch.clean(equipment_tags) as tags_text,
        scratch.clean(needed_by) as needed_text,
        scratch.to_date(scratch.clean(needed_by)) as needed_by,
        scratch.clean(priority) as priority
    from scratch.raw_requirements
),

read as (
    select
        cells.*,
        ask.requirement_id,
        mission.mission_code,
        coalesce(lower(cells.mission_text), 'general') in ('general', 'all', 'any') as is_general,
        known.capability as own_capability,
        ask.capability as ask_capability,
        case when cells.quantity_text is not null then scratch.count_fault(cells.quantity_text) end as quantity_fault
    from cells
    left join mart.requirement as ask on upper(ask.requirement_id) = cells.id_text
    left join mart.mission as mission on upper(mission.mission_code) = upper(cells.mission_text)
    left join scratch.capability_spelling as known on known.spelling = scratch.fold(cells.capability_text)
)

select
    file_id,
    line,
    sheet,
    edition_date,
    coalesce(requirement_id, '') as requirement_id,
    coalesce(words, '') as requirement,
    case when is_general then 'general' else mission_code end as mission,
    coalesce(own_capability, ask_capability, '') as capability,
    case when quantity_fault is null then cast(try_cast(quantity_text as double) as integer) end as quantity,
    nullif(regexp_replace(regexp_replace(lower(languages_text), '\s', '', 'g'), '[,;/]+', ';', 'g'), '') as languages,
    nullif(regexp_replace(regexp_replace(lower(tags_text), '\s*[,;]+\s*', ';', 'g'), '\s+', '_', 'g'), '') as equipment_tags,
    needed_by,
    lower(priority) as priority,
    case
        when problem = 'not_data' then 'not_data'
        when coalesce(
            edition_text, id_text, words, mission_text, capability_text, quantity_text, languages_text, tags_text, needed_text, priority
        ) is null then 'not_data'
        when lower(edition_text) in ('edition_date', 'edition') or id_text = 'REQUIREMENT_ID' then 'not_data'
        when problem is not null then 'unreadable_row'
        when edition_text is null then 'missing_date'
        when edition_date is null then 'unreadable_date'
        when id_text is null and words is null then 'missing_requirement'
        when id_text is not null and requirement_id is null then 'unknown_requirement'
        when not is_general and mission_code is null then 'unknown_mission'
        when capability_text is not null and own_capability is null then 'unknown_capability'
        when quantity_fault is not null then quantity_fault
        when needed_text is not null and needed_by is null then 'unreadable_date'
    end as reason,
    case
        when problem is not null then problem
        when edition_text is null then 'no date of the edition'
        when edition_date is null then 'edition ' || edition_text
        when id_text is null and words is null then 'neither an id nor words'
        when id_text is not null and requirement_id is null then 'requirement id ' || id_text
        when not is_general and mission_code is null then 'mission ' || mission_text
        when capability_text is not null and own_capability is null then 'capability ' || capability_text
        when quantity_fault is not null then 'quantity ' || quantity_text
        else 'needed by ' || coalesce(needed_text, '(blank)')
    end as detail
from read;

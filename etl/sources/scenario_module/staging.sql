-- Rename and cast mission models. A line is known by the day and name of its model, and its id.
create or replace temp view stg_scenario_module as
with cells as (
    select
        file_id,
        line,
        sheet,
        problem,
        scratch.clean(as_of) as as_of_text,
        scratch.to_date(scratch.clean(as_of)) as as_of,
        scratch.clean(regexp_replace(model, '\s+', ' ', 'g')) as model_name,
        scratch.clean(regexp_replace(module, '\s+', ' ', 'g')) as module_name,
        upper(scratch.clean(regexp_replace(line_id, '\s+', ' ', 'g'))) as line_id,
        scratch.clean(capability) as capability_text,
        scratch.clean(quantity) as quantity_text,
        scratch.clean(person_count) as person_text,
        scratch.clean(profile) as profile_text,
        nullif(regexp_replace(regexp_replace(lower(scratch.clean(languages)), '\s', '', 'g'), '[,;/]+', ';', 'g'), '') as languages,
        scratch.clean(equipment_tags) as tags_text,
        scratch.clean(regexp_replace(women_percent, '\s*%\s*$', '')) as women_text,
        scratch.clean(by_day) as day_text,
        scratch.clean(drawn_from) as drawn_from
    from scratch.raw_scenario_module
),

read as (
    select
        cells.*,
        nullif(trim(regexp_replace(scratch.fold(cells.model_name), '[^a-z0-9]+', '_', 'g'), '_'), '') as model_code,
        nullif(trim(regexp_replace(scratch.fold(cells.module_name), '[^a-z0-9]+', '_', 'g'), '_'), '') as module_code,
        known.capability,
        coalesce(coded.profile, named.profile) as profile,
        scratch.blank_or_count_fault(cells.quantity_text) as quantity_fault,
        scratch.blank_or_count_fault(cells.person_text) as person_fault,
        scratch.blank_or_count_fault(cells.women_text) as women_fault,
        scratch.blank_or_count_fault(cells.day_text) as day_fault
    from cells
    left join scratch.capability_spelling as known on known.spelling = scratch.fold(cells.capability_text)
    left join mart.officer_profile as coded on coded.profile = lower(cells.profile_text)
    left join mart.officer_profile as named on scratch.fold(named.name) = scratch.fold(cells.profile_text)
)

select
    file_id,
    line,
    sheet,
    as_of,
    -- A code of its own beside those of our drafts; a name in other letters than ours keeps itself.
    'own_' || coalesce(model_code, model_name) as model,
    model_name,
    'own_' || coalesce(model_code, model_name) || '.' || coalesce(module_code, module_name) as module,
    module_name,
    line_id,
    capability,
    scratch.to_count(quantity_text) as quantity,
    scratch.to_count(person_text) as person_count,
    profile,
    languages,
    nullif(regexp_replace(regexp_replace(lower(tags_text), '\s*[,;]+\s*', ';', 'g'), '\s+', '_', 'g'), '') as equipment_tags,
    scratch.to_count(women_text) as women_percent,
    scratch.to_count(day_text) as by_day,
    drawn_from,
    case
        when problem = 'not_data' then 'not_data'
        when coalesce(
            as_of_text, model_name, module_name, line_id, capability_text, quantity_text, person_text, profile_text, languages, tags_text,
            women_text, day_text, drawn_from
        ) is null then 'not_data'
        when lower(model_name) in ('model', 'mission_model') and lower(module_name) = 'module' then 'not_data'
        when problem is not null then 'unreadable_row'
        when as_of_text is null then 'missing_date'
        when as_of is null then 'unreadable_date'
        when model_name is null then 'missing_model'
        when module_name is null then 'missing_module'
        when length(model_name) > 60 or length(module_name) > 60 or regexp_matches(model_name || module_name, '[;&=%|]') then 'name_unusable'
        when line_id is null then 'missing_line'
        when capability is null then 'unknown_capability'
        when coalesce(quantity_fault, person_fault) is not null then coalesce(quantity_fault, person_fault)
        when profile_text is not null and profile is null then 'unknown_profile'
        when not regexp_full_match(coalesce(languages, 'en'), 'mission|[a-z]{2}(;[a-z]{2})*') then 'unknown_language'
        when coalesce(women_fault, day_fault) is not null then coalesce(women_fault, day_fault)
        when scratch.to_count(women_text) > 100 then 'implausible_count'
    end as reason,
    case
        when problem is not null then problem
        when as_of is null then 'day ' || coalesce(as_of_text, '(blank)')
        when model_name is null then 'no name of the model'
        when module_name is null then 'no name of the module'
        when length(model_name) > 60 or length(module_name) > 60 or regexp_matches(model_name || module_name, '[;&=%|]')
            then 'a name of more than 60 letters, or with one of ; & = % |'
        when line_id is null then 'no id of the line'
        when capability is null then 'capability ' || coalesce(capability_text, '(blank)')
        when quantity_fault is not null then 'quantity ' || quantity_text
        when person_fault is not null then 'persons ' || person_text
        when profile_text is not null and profile is null then 'profile ' || profile_text
        when not regexp_full_match(coalesce(languages, 'en'), 'mission|[a-z]{2}(;[a-z]{2})*') then 'languages ' || languages
        when day_fault is not null then 'day ' || day_text
        else 'percent of women ' || coalesce(women_text, '(blank)')
    end as detail
from read;

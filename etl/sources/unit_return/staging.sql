-- Rename and cast returns of units. A unit is a slot of a mission; who provides it is a Member State by code or name; blank is not
-- reported, 0 is none. What is wrong is told by the name of its column, never by its text: a text in the wrong column may be a name.
-- What contradicts itself is set aside, never mended: women or speakers above the people they stand among, a platoon above its unit, a
-- platoon that is said to be absent and yet has people, police in an infantry unit.
create or replace temp view stg_unit_return as
with cells as (
    select
        raw.file_id,
        raw.line,
        raw.sheet,
        raw.problem,
        cast(file.received_at as date) as received_on,
        scratch.clean(raw.as_of) as as_of_text,
        scratch.to_date(scratch.clean(raw.as_of)) as as_of,
        scratch.clean(raw.mission) as mission_text,
        upper(regexp_replace(scratch.clean(raw.unit_id), '^(\S+)\s+(\d+)$', '\1-\2')) as slot,
        scratch.clean(raw.state) as state_text,
        scratch.clean(raw.unit_type) as type_text,
        lower(scratch.clean(raw.component)) as component_text,
        scratch.clean(raw.rotation) as rotation,
        scratch.clean(raw.rotated_in) as rotated_in,
        scratch.clean(raw.rotates_out) as rotates_out,
        scratch.clean(raw.replaced_by) as replaced_text,
        scratch.clean(raw.strength_count) as strength_count,
        scratch.clean(raw.women_count) as women_count,
        scratch.clean(raw.has_platoon) as has_platoon,
        scratch.clean(raw.platoon_strength) as platoon_strength,
        scratch.clean(raw.platoon_women) as platoon_women,
        scratch.clean(raw.platoon_trained) as platoon_trained,
        scratch.clean(raw.fpu_platoon_size) as fpu_platoon_size,
        scratch.clean(raw.women_command) as women_command,
        scratch.clean(raw.women_operations) as women_operations,
        scratch.clean(raw.women_support) as women_support,
        scratch.clean(raw.women_command_posts) as women_command_posts,
        scratch.clean(raw.french_speakers) as french_speakers,
        scratch.clean(raw.interpreters) as interpreters,
        scratch.clean(raw.ied_awareness) as ied_awareness,
        scratch.clean(raw.commander_trained) as commander_trained,
        scratch.clean(raw.gender_planners) as gender_planners,
        scratch.clean(raw.women_announced) as women_announced,
        scratch.clean(raw.accommodation_meets) as accommodation_meets
    from scratch.raw_unit_return as raw
    left join meta.file as file on file.file_id = raw.file_id
),

-- What is wrong with each cell, judged once.
judged as materialized (
    select
        *,
        scratch.blank_or_count_fault(strength_count) as wrong_strength_count,
        scratch.blank_or_count_fault(women_count) as wrong_women_count,
        scratch.blank_or_count_fault(platoon_strength) as wrong_platoon_strength,
        scratch.blank_or_count_fault(platoon_women) as wrong_platoon_women,
        scratch.blank_or_count_fault(fpu_platoon_size) as wrong_fpu_platoon_size,
        scratch.blank_or_count_fault(women_command) as wrong_women_command,
        scratch.blank_or_count_fault(women_operations) as wrong_women_operations,
        scratch.blank_or_count_fault(women_support) as wrong_women_support,
        scratch.blank_or_count_fault(women_command_posts) as wrong_women_command_posts,
        scratch.blank_or_count_fault(french_speakers) as wrong_french_speakers,
        scratch.blank_or_count_fault(interpreters) as wrong_interpreters,
        scratch.blank_or_count_fault(gender_planners) as wrong_gender_planners,
        scratch.blank_or_count_fault(women_announced) as wrong_women_announced,
        scratch.blank_or_count_fault(rotation) as wrong_rotation,
        scratch.yes_no_fault(has_platoon) as wrong_has_platoon,
        scratch.yes_no_fault(platoon_trained) as wrong_platoon_trained,
        scratch.yes_no_fault(ied_awareness) as wrong_ied_awareness,
        scratch.yes_no_fault(commander_trained) as wrong_commander_trained,
        scratch.yes_no_fault(accommodation_meets) as wrong_accommodation_meets,
        case when rotated_in is not null and scratch.to_date(rotated_in) is null then 'unreadable_date' end as wrong_rotated_in,
        case when rotates_out is not null and scratch.to_date(rotates_out) is null then 'unreadable_date' end as wrong_rotates_out
    from cells
),

read as (
    select
        cells.file_id,
        cells.line,
        cells.sheet,
        cells.problem,
        cells.received_on,
        cells.as_of,
        cells.as_of_text,
        cells.mission_text,
        cells.slot,
        cells.state_text,
        cells.type_text,
        cells.component_text,
        mission.mission_code,
        state.iso3,
        kind.capability as unit_type,
        coalesce(cells.component_text, capability.component) as component,
        capability.component as kind_component,
        scratch.is_code(cells.slot) as is_code,
        scratch.to_count(cells.rotation) as rotation,
        scratch.to_date(cells.rotated_in) as rotated_in,
        scratch.to_date(cells.rotates_out) as rotates_out,
        -- Who comes next decides nothing else of the row: what cannot be read is a blank of its own, and the row stays.
        case
            when cells.replaced_text is null then null
            when lower(cells.replaced_text) in ('none', 'nobody', 'not named') then 'none'
            when lower(cells.replaced_text) in ('repatriation', 'repatriates', 'no replacement') then 'repatriation'
            else coalesce(relief.iso3, 'not_read')
        end as replaced_by,
        scratch.to_count(cells.strength_count) as strength_count,
        scratch.to_count(cells.women_count) as women_count,
        scratch.to_yes_no(cells.has_platoon) as has_platoon,
        scratch.to_count(cells.platoon_strength) as platoon_strength,
        scratch.to_count(cells.platoon_women) as platoon_women,
        scratch.to_yes_no(cells.platoon_trained) as platoon_trained,
        scratch.to_count(cells.fpu_platoon_size) as fpu_platoon_size,
        scratch.to_count(cells.women_command) as women_command,
        scratch.to_count(cells.women_operations) as women_operations,
        scratch.to_count(cells.women_support) as women_support,
        scratch.to_count(cells.women_command_posts) as women_command_posts,
        scratch.to_count(cells.french_speakers) as french_speakers,
        scratch.to_count(cells.interpreters) as interpreters,
        scratch.to_yes_no(cells.ied_awareness) as ied_awareness,
        scratch.to_yes_no(cells.commander_trained) as commander_trained,
        scratch.to_count(cells.gender_planners) as gender_planners,
        scratch.to_count(cells.women_announced) as women_announced,
        scratch.to_yes_no(cells.accommodation_meets) as accommodation_meets,
        coalesce(cells.rotation, cells.rotated_in, cells.rotates_out, cells.replaced_text, cells.strength_count, cells.women_count, cells.has_platoon, cells.platoon_strength, cells.platoon_women, cells.platoon_trained, cells.fpu_platoon_size, cells.women_command, cells.women_operations, cells.women_support, cells.women_command_posts, cells.french_speakers, cells.interpreters, cells.ied_awareness, cells.commander_trained, cells.gender_planners, cells.women_announced, cells.accommodation_meets) is null as is_bare,
        coalesce(
            wrong_strength_count,
            wrong_women_count,
            wrong_platoon_strength,
            wrong_platoon_women,
            wrong_fpu_platoon_size,
            wrong_women_command,
            wrong_women_operations,
            wrong_women_support,
            wrong_women_command_posts,
            wrong_french_speakers,
            wrong_interpreters,
            wrong_gender_planners,
            wrong_women_announced,
            wrong_rotation,
            wrong_has_platoon,
            wrong_platoon_trained,
            wrong_ied_awareness,
            wrong_commander_trained,
            wrong_accommodation_meets,
            wrong_rotated_in,
            wrong_rotates_out
        ) as cell_fault,
        nullif(
            concat_ws(
                ', ',
                case when wrong_strength_count is not null then 'strength_count' end,
                case when wrong_women_count is not null then 'women_count' end,
                case when wrong_platoon_strength is not null then 'platoon_strength' end,
                case when wrong_platoon_women is not null then 'platoon_women' end,
                case when wrong_fpu_platoon_size is not null then 'fpu_platoon_size' end,
                case when wrong_women_command is not null then 'women_command' end,
                case when wrong_women_operations is not null then 'women_operations' end,
                case when wrong_women_support is not null then 'women_support' end,
                case when wrong_women_command_posts is not null then 'women_command_posts' end,
                case when wrong_french_speakers is not null then 'french_speakers' end,
                case when wrong_interpreters is not null then 'interpreters' end,
                case when wrong_gender_planners is not null then 'gender_planners' end,
                case when wrong_women_announced is not null then 'women_announced' end,
                case when wrong_rotation is not null then 'rotation' end,
                case when wrong_has_platoon is not null then 'has_platoon' end,
                case when wrong_platoon_trained is not null then 'platoon_trained' end,
                case when wrong_ied_awareness is not null then 'ied_awareness' end,
                case when wrong_commander_trained is not null then 'commander_trained' end,
                case when wrong_accommodation_meets is not null then 'accommodation_meets' end,
                case when wrong_rotated_in is not null then 'rotated_in' end,
                case when wrong_rotates_out is not null then 'rotates_out' end
            ),
            ''
        ) as cell_detail
    from judged as cells
    left join mart.mission as mission on mission.mission_code = upper(cells.mission_text)
    left join scratch.state_spelling as state on state.spelling = scratch.fold(cells.state_text)
    left join scratch.state_spelling as relief on relief.spelling = scratch.fold(cells.replaced_text)
    left join scratch.capability_spelling as kind on kind.spelling = scratch.fold(cells.type_text)
    left join mart.capability as capability on capability.capability = kind.capability
)

select
    file_id,
    line,
    sheet,
    as_of,
    mission_code as mission,
    case when starts_with(slot, mission_code || '-') then slot else mission_code || '-' || slot end as unit_id,
    iso3,
    unit_type,
    component,
    rotation,
    rotated_in,
    rotates_out,
    replaced_by,
    strength_count,
    women_count,
    has_platoon,
    platoon_strength,
    platoon_women,
    platoon_trained,
    fpu_platoon_size,
    women_command,
    women_operations,
    women_support,
    women_command_posts,
    french_speakers,
    interpreters,
    ied_awareness,
    commander_trained,
    gender_planners,
    women_announced,
    accommodation_meets,
    case
        when problem = 'not_data' then 'not_data'
        when coalesce(as_of_text, mission_text, slot, state_text, type_text, component_text) is null and is_bare then 'not_data'
        when lower(mission_text) = 'mission' and lower(slot) in ('unit_slot', 'unit_id', 'slot') then 'not_data'
        when problem is not null then 'unreadable_row'
        when as_of_text is null then 'missing_date'
        when as_of is null then 'unreadable_date'
        -- Where the day begins first it is a day later than the clock of the ledger, which is UTC's.
        when as_of > received_on + 1 then 'future_date'
        when mission_code is null then 'unknown_mission'
        when slot is null then 'missing_id'
        when not is_code then 'unreadable_slot'
        when iso3 is null then 'unknown_country'
        when unit_type is null then 'unknown_capability'
        when coalesce(component, '') not in ('military', 'police') then 'unknown_component'
        when component <> kind_component and kind_component in ('military', 'police') then 'component_contradicted'
        when cell_fault is not null then cell_fault
        when
            women_count > strength_count
            or platoon_women > platoon_strength
            or platoon_women > women_count
            or platoon_women > strength_count
            or coalesce(women_command, 0) + coalesce(women_operations, 0) + coalesce(women_support, 0) > coalesce(women_count, strength_count)
            then 'more_women_than_people'
        when strength_count > 0 and (french_speakers > strength_count or interpreters > strength_count) then 'more_speakers_than_people'
        when platoon_strength > strength_count or (strength_count > 0 and fpu_platoon_size > strength_count) then 'platoon_above_unit'
        when not has_platoon and (platoon_strength > 0 or platoon_women > 0 or platoon_trained) then 'platoon_contradicted'
        when rotates_out < rotated_in then 'ends_before_start'
    end as reason,
    case
        when problem is not null then problem
        when as_of_text is null then 'no day of the return'
        when as_of is null or as_of > received_on + 1 then 'the day of the return'
        when mission_code is null then 'the mission'
        when not coalesce(is_code, false) then 'the slot of the unit'
        when iso3 is null then 'the state'
        when unit_type is null then 'the kind of unit'
        when coalesce(component, '') not in ('military', 'police') or (component <> kind_component and kind_component in ('military', 'police')) then 'the component'
        when cell_fault is not null then cell_detail
        when rotates_out < rotated_in then 'in on ' || rotated_in || ', out on ' || rotates_out
        else
            'unit ' || coalesce(cast(women_count as varchar), 'blank') || ' of ' || coalesce(cast(strength_count as varchar), 'blank')
            || ', platoon ' || coalesce(cast(platoon_women as varchar), 'blank') || ' of '
            || coalesce(cast(platoon_strength as varchar), 'blank')
    end as detail
from read;

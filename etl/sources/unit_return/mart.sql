-- Returns of units in missions, day by day. A return that says nothing of presence but gives people of the platoon says that it is
-- there. Blank stays null: not reported.
create table mart.unit_return as
select
    as_of,
    mission,
    unit_id,
    iso3,
    unit_type,
    component,
    rotation,
    rotated_in,
    rotates_out,
    replaced_by, -- code of the state, none, repatriation, not_read; null is not reported
    strength_count,
    women_count,
    coalesce(has_platoon, case when platoon_strength > 0 then true end) as has_platoon,
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
    file_id,
    line,
    sheet,
    reason
from temp.stg_unit_return;

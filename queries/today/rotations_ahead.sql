-- title: Rotations ahead
-- list: Rotations of units in missions whose day to leave lies within so many days, with who replaces each, as the newest return of the slot says; and those whose day is past by no more while no later return tells of a change
-- unit: people
-- grain: one row per mission and slot, the soonest first
-- columns: mission = Mission; unit_id = Unit; iso3 = Code; unit_type = Kind of unit; strength_count = People in the unit [count]; rotation = Rotation;
--   rotates_out = Leaves [day]; in_days = In days; replacement = Replacement; replaced_by = Replaced by; mission_ends_on = Mission ends [day]; as_of =
--   Return of [day]; file_name = File; place = Place
-- params: as_of DATE = null; today DATE; days INTEGER = 60
-- audience: restricted
-- from: mart.unit_return, mart.mission, meta.file
-- note: named is a state that the return names, its own or another; not named says that nobody is; repatriation that nobody comes; a blank is not reported, and a cell that could not be read is not read, which are none of these; a slot whose newest return says that it is empty is left out; as_of leaves out returns after that day; a mission ends on the sourced end of its operations

with parameters as (
    select cast($as_of as date) as as_of, cast($today as date) as today
),

newest as (
    select entry.mission, entry.unit_id, max(entry.as_of) as as_of
    from mart.unit_return as entry
    cross join parameters
    where parameters.as_of is null or entry.as_of <= parameters.as_of
    group by entry.mission, entry.unit_id
)

select
    entry.mission,
    entry.unit_id,
    entry.iso3,
    entry.unit_type,
    entry.strength_count,
    entry.rotation,
    entry.rotates_out,
    cast(date_diff('day', parameters.today, entry.rotates_out) as integer) as in_days,
    case
        when entry.replaced_by is null then 'not_reported'
        when entry.replaced_by = 'none' then 'not_named'
        when entry.replaced_by in ('repatriation', 'not_read') then entry.replaced_by
        else 'named'
    end as replacement,
    case when entry.replaced_by not in ('none', 'repatriation', 'not_read') then entry.replaced_by end as replaced_by,
    coalesce(mission.operations_end_on, mission.ended_on) as mission_ends_on,
    entry.as_of,
    file.name as file_name,
    case when entry.sheet is null then '' else entry.sheet || '!' end || cast(entry.line as varchar) as place
from mart.unit_return as entry
join newest on newest.mission = entry.mission and newest.unit_id = entry.unit_id and newest.as_of = entry.as_of
cross join parameters
left join mart.mission as mission on mission.mission_code = entry.mission
left join meta.file as file on file.file_id = entry.file_id
where
    coalesce(entry.strength_count, 1) > 0
    and entry.rotates_out <= parameters.today + $days * interval '1' day
    and entry.rotates_out >= parameters.today - $days * interval '1' day
order by entry.rotates_out, entry.mission, entry.unit_id

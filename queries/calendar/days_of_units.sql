-- title: Days ahead of units
-- list: Rotations that leave, the days before them by which the next one is asked for what is missing, and pledged units whose renewal runs out, with a date after the day
-- unit: none
-- grain: one row per kind, day and unit, the soonest first
-- columns: kind = Kind; on_day = Day [day]; iso3 = Code; mission = Mission; about = About; words = What was published
-- params: today DATE
-- audience: restricted
-- from: mart.unit_return, mart.rotation_call, mart.roster_unit, mart.roster_slot, mart.renewal_rule, mart.readiness_level
-- note: a rotation is that of a slot's newest return; ask by and last call are so many days before it as mart.rotation_call says, values of our own; a renewal runs out the day after its last day, which is the day told here; units that are stale already and withdrawn ones are not listed

with parameters as (
    select cast($today as date) as as_of, cast($today as date) as today
),

-- include: unit_status,

newest as (
    select mission, unit_id, max(as_of) as as_of from mart.unit_return group by mission, unit_id
),

rotation as (
    select entry.rotates_out, entry.iso3, entry.mission, entry.unit_id, entry.unit_type
    from mart.unit_return as entry
    join newest on newest.mission = entry.mission and newest.unit_id = entry.unit_id and newest.as_of = entry.as_of
    where coalesce(entry.strength_count, 1) > 0
),

each as (
    select 'rotation' as kind, rotates_out as on_day, iso3, mission, unit_id as about, unit_type as words
    from rotation
    union all
    select rotation_call.call, rotation.rotates_out - rotation_call.days_before, rotation.iso3, rotation.mission, rotation.unit_id, rotation.unit_type
    from rotation
    cross join mart.rotation_call as rotation_call
    union all
    select 'renewal', unit_status.renew_by, unit_status.provider_iso3, unit_status.mission_specific, unit_status.unit_id, unit_status.capability
    from unit_status
    where unit_status.renewal = 'current'
)

select each.kind, each.on_day, each.iso3, each.mission, each.about, each.words
from each
cross join parameters
where each.on_day > parameters.today
order by each.on_day, each.kind, each.about

-- title: Tags of the units of a capability
-- list: How many units of each capability bring each tag of the roster, and how many of them are available; most tags are things that the guide asks infantry and quick reaction units to bring
-- unit: units
-- grain: one row per capability and tag
-- columns: capability = Capability; tag = Tag; unit_count = Units [count]; available_count = Available [count]
-- params: as_of DATE = null; today DATE = null; capability VARCHAR = null
-- audience: restricted
-- from: mart.roster_unit, mart.roster_slot, mart.roster_equipment, mart.renewal_rule, mart.readiness_level
-- note: a tag listed 0 times is not brought, and one that no unit brings has no row; a tag without a number is brought; a unit with several tags counts under each, so tags are never added; withdrawn units do not count

with parameters as (
    select cast($as_of as date) as as_of, coalesce(cast($today as date), current_date) as today
),

-- include: unit_status

select
    unit_status.capability,
    gear.tag,
    count(*) as unit_count,
    count(case when unit_status.why_not is null then 1 end) as available_count
from unit_status
join mart.roster_equipment as gear on gear.export_on = unit_status.export_on and gear.unit_id = unit_status.unit_id
where coalesce(gear.item_count, 1) > 0 and ($capability is null or unit_status.capability = $capability)
group by unit_status.capability, gear.tag
order by unit_status.capability, gear.tag

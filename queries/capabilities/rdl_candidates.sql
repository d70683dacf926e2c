-- title: Candidates for the Rapid Deployment Level
-- metric: Units at Level 2 or Level 3: those that the guide asks Member States to pledge to the Rapid Deployment Level
-- unit: people; units of the group at the Rapid Deployment Level now
-- grain: one row per unit of the latest export: those of groups with the fewest units at the Rapid Deployment Level first, then Level 3 before Level 2, then in UN order
-- columns: unit_id = Unit; iso3 = Code; regional_group = UN regional group; group_rdl_unit_count = RDL units of its group [count]; component = Component;
--   capability = Capability; level = Level; strength_count = People in the unit [count]; status = Status; renewal = Renewal; visit_date = Visit [day];
--   has_load_list = Accurate load list; available_to = Available until [day]; why_not = Not available because; export_on = Export of [day]; file_name =
--   File; place = Place
-- params: today DATE; as_of DATE = null
-- audience: restricted
-- from: mart.roster_unit, mart.roster_slot, mart.renewal_rule, mart.readiness_level, mart.country, meta.file
-- note: withdrawn units are left out; a candidate need not be available, and why_not says what keeps it: Level 2 or higher, not stale, neither selected, deployed nor withdrawn, inside its window, its condition met or none, a rotation only in a covered slot; twelve calendar months from acceptance and then six from each renewal, the last day counting; no renewal reported is not stale; the order follows the guide, which asks for every region, and proposes no selection

with parameters as (
    select cast($as_of as date) as as_of, cast($today as date) as today
),

-- include: unit_status,

-- include: placed_unit,

rdl as (
    select regional_group, count(*) as unit_count
    from unit
    where level = 'rdl' and coalesce(status, '') <> 'withdrawn' and regional_group is not null
    group by regional_group
)

select
    unit.unit_id,
    unit.iso3,
    unit.regional_group,
    case when unit.regional_group is not null then coalesce(rdl.unit_count, 0) end as group_rdl_unit_count,
    unit.component,
    unit.capability,
    unit.level,
    unit.strength_count,
    unit.status,
    unit.renewal,
    unit.visit_date,
    unit.has_load_list,
    unit.available_to,
    unit.why_not,
    unit.export_on,
    file.name as file_name,
    unit.place
from unit
left join meta.file as file on file.file_id = unit.file_id
left join rdl on rdl.regional_group = unit.regional_group
where unit.days is not null and unit.level <> 'rdl' and coalesce(unit.status, '') <> 'withdrawn'
order by
    group_rdl_unit_count nulls last, unit.regional_group nulls last, unit.days, unit.un_order nulls last, unit.iso3, unit.unit_id

-- title: Visits ahead
-- list: Visits that the roster has a day for within so many days: of assessment and advice, before deployment, and the verification of a unit for rapid deployment; and those whose day is past by no more without a visit that the export tells
-- unit: people
-- grain: one row per unit and kind of visit, the soonest first
-- columns: visit = Visit; on_day = Day [day]; in_days = In days; unit_id = Unit; iso3 = Code; capability = Capability; level = Level; status = Status;
--   strength_count = People in the unit [count]; deployed_mission = Mission served; export_on = Export of [day]; file_name = File; place = Place
-- params: as_of DATE = null; today DATE; days INTEGER = 60
-- audience: restricted
-- from: mart.roster_unit, mart.roster_slot, mart.renewal_rule, mart.readiness_level, meta.file
-- note: a visit of assessment that was planned is past where its day is and the export has no visit of that day or later; one before deployment, or a verification, whose day is that of the export or before counts as made; withdrawn units are left out; as_of leaves out exports after that day

with parameters as (
    select cast($as_of as date) as as_of, cast($today as date) as today
),

-- include: unit_status,

planned as (
    select 'assessment' as visit, unit_status.visit_planned_on as on_day, unit_status.unit_id
    from unit_status
    where unit_status.visit_date is null or unit_status.visit_date < unit_status.visit_planned_on
    union all
    select 'predeployment', unit_status.predeployment_visit_on, unit_status.unit_id
    from unit_status
    where unit_status.predeployment_visit_on > unit_status.export_on
    union all
    select 'verification', unit_status.verification_date, unit_status.unit_id
    from unit_status
    where unit_status.verification_date > unit_status.export_on
)

select
    planned.visit,
    planned.on_day,
    cast(date_diff('day', parameters.today, planned.on_day) as integer) as in_days,
    unit_status.unit_id,
    unit_status.provider_iso3 as iso3,
    unit_status.capability,
    unit_status.level,
    unit_status.status,
    unit_status.strength_count,
    unit_status.deployed_mission,
    unit_status.export_on,
    file.name as file_name,
    unit_status.place
from planned
join unit_status on unit_status.unit_id = planned.unit_id
cross join parameters
left join meta.file as file on file.file_id = unit_status.file_id
where
    planned.on_day <= parameters.today + $days * interval '1' day
    and planned.on_day >= parameters.today - $days * interval '1' day
order by planned.on_day, planned.visit, planned.unit_id

-- title: Selected and waiting
-- list: Units that are selected and not deployed yet, with the mission and the line they are selected for and since which export they have been
-- unit: days
-- grain: one row per unit, those that wait longest first
-- columns: unit_id = Unit; iso3 = Code; country_name = Member State; capability = Capability; capability_name = Capability, in words; level = Level;
--   strength_count = People in the unit [count]; deployed_mission = Mission served; requirement_line = Line served; selected_since = Selected since the
--   export of [day]; waiting_days = Days of waiting; bottleneck = Waits for; visit_date = Visit [day]; load_list = Load list; mou_state = MOU;
--   invited_on = Invited [day]; invitation_accepted_on = Invitation accepted [day]; ready_days = Ready within days; ready_by = Ready by [day];
--   visit_planned_on = Visit planned [day]; predeployment_visit_on = Pre-deployment visit [day]; arrives_on = Arrives [day]; not_read = Cells not
--   read; export_on = Export of [day]; file_name = File; place = Place
-- params: as_of DATE = null; today DATE = null
-- audience: restricted
-- from: mart.roster_unit, mart.readiness_level, mart.country, mart.capability, meta.file
-- note: an export says that a unit is selected, not since when: the first export of an unbroken run that has it so stands for it, and waiting_days are from that day; as_of leaves out exports after that day, no day for today is the current day; ready_by is 60 days after the formal invitation at the Rapid Deployment Level, and 120 or 180 days after the acceptance of the invitation at Levels 3 and 2, empty where that day is not reported

with parameters as (
    select cast($as_of as date) as as_of, coalesce(cast($today as date), current_date) as today
),

known as (
    select entry.*
    from mart.roster_unit as entry
    cross join parameters
    where parameters.as_of is null or entry.export_on <= parameters.as_of
),

export as (
    select max(export_on) as export_on from known
),

otherwise as (
    select unit_id, max(export_on) as export_on
    from known
    where coalesce(status, '') <> 'selected'
    group by unit_id
),

since as (
    select known.unit_id, min(known.export_on) as selected_since
    from known
    left join otherwise on otherwise.unit_id = known.unit_id
    where known.status = 'selected' and (otherwise.export_on is null or known.export_on > otherwise.export_on)
    group by known.unit_id
)

select
    known.unit_id,
    known.iso3,
    country.name as country_name,
    known.capability,
    capability.name as capability_name,
    known.level,
    known.strength_count,
    known.deployed_mission,
    known.requirement_line,
    since.selected_since,
    cast(date_diff('day', since.selected_since, parameters.today) as integer) as waiting_days,
    case
        when known.level = 'level_1' then 'visit'
        when known.level = 'level_2' and coalesce(known.has_load_list, false) = false then 'load_list'
        when known.level = 'level_2' then 'equipment'
    end as bottleneck,
    known.visit_date,
    known.load_list,
    known.mou_state,
    known.invited_on,
    known.invitation_accepted_on,
    ready.days as ready_days,
    cast(
        case ready.clock when 'formal_invitation' then known.invited_on else known.invitation_accepted_on end + ready.days * interval '1' day as date
    ) as ready_by,
    known.visit_planned_on,
    known.predeployment_visit_on,
    known.arrives_on,
    known.not_read,
    known.export_on,
    file.name as file_name,
    known.place
from known
join export on export.export_on = known.export_on
join since on since.unit_id = known.unit_id
cross join parameters
left join mart.readiness_level as ready on ready.level = known.level
left join mart.country as country on country.iso3 = known.iso3
left join mart.capability as capability on capability.capability = known.capability
left join meta.file as file on file.file_id = known.file_id
where known.status = 'selected'
order by since.selected_since, capability.position nulls last, country.un_order nulls last, known.unit_id

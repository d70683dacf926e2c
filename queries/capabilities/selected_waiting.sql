-- title: Selected and waiting
-- list: Units that are selected and not deployed yet, with the mission and the line they are selected for and since which export they have been
-- unit: days
-- grain: one row per unit, those that wait longest first
-- columns: unit_id = Unit; iso3 = Code; country_name = Member State; capability = Capability; capability_name = Capability, in words; level = Level;
--   strength_count = People in the unit [count]; deployed_mission = Mission served; requirement_line = Line served; selected_since = Selected since the
--   export of [day]; waiting_days = Days of waiting; bottleneck = Waits for; step = Blocked at; open_steps = Open
--   steps; visit_date = Visit [day]; load_list = Load list; mou_state = MOU;
--   invited_on = Invited [day]; invitation_accepted_on = Invitation accepted [day]; ready_days = Ready within days; ready_by = Ready by [day];
--   invited_days = Days since the invitation [count]; accepted_days = Days since its acceptance [count]; ready_in_days = Days left to be ready;
--   visit_planned_on = Visit planned [day]; predeployment_visit_on = Pre-deployment visit [day]; arrives_on = Arrives [day]; not_read = Cells not
--   read; export_on = Export of [day]; file_name = File; place = Place
-- params: as_of DATE = null; today DATE = null
-- audience: restricted
-- from: mart.roster_unit, mart.readiness_level, mart.country, mart.capability, meta.file
-- note: an export says that a unit is selected, not since when: the first export of an unbroken run that has it so stands for it, one that does not list the unit breaks no run, and waiting_days are from that day; as_of leaves out exports after that day, no day for today is the current day; ready_by is 60 days after the formal invitation at the Rapid Deployment Level, and 120 or 180 days after the acceptance of the invitation at Levels 3 and 2, empty where that day is not reported; open steps stand in the order of the process as this ledger takes it (assessment visit, invitation, its acceptance, load list or equipment, memorandum of understanding, pre-deployment visit), and the unit is blocked at the first; a day after that of the export is planned: its step is open; a step whose column no unit of the export reports is not judged, a blank beside others that do report it is open, a cell that could not be read stands as not read in its place; where every step that is reported is done it waits for its arrival; what it waits for at its level reads not reported or not read where its level or its load list is

with parameters as (
    select cast($as_of as date) as as_of, coalesce(cast($today as date), current_date) as today
),

known as (
    select entry.*, ';' || coalesce(entry.not_read, '') || ';' as unread
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
),

reported as (
    select
        count(known.invited_on) > 0 as has_invitations,
        count(known.invitation_accepted_on) > 0 as has_acceptances,
        count(known.mou_state) > 0 as has_mous,
        count(known.predeployment_visit_on) > 0 as has_visits
    from known
    join export on export.export_on = known.export_on
),

waiting as (
    select
        known.*,
        since.selected_since,
        parameters.today,
        ready.days as ready_days,
        cast(
            case ready.clock when 'formal_invitation' then known.invited_on else known.invitation_accepted_on end + ready.days * interval '1' day as date
        ) as ready_by,
        reported.has_invitations or reported.has_acceptances or reported.has_mous or reported.has_visits as has_steps,
        nullif(
            concat_ws(
                ';',
                case
                    when known.level = 'level_1' then 'visit'
                    when known.level is null and position(';level;' in known.unread) > 0 then 'not_read'
                    when known.level is null then 'not_reported'
                end,
                case
                    when known.invited_on <= known.export_on or known.invitation_accepted_on <= known.export_on then null
                    when position(';invited_on;' in known.unread) > 0 then 'not_read'
                    when reported.has_invitations then 'invitation'
                end,
                case
                    when known.invitation_accepted_on <= known.export_on then null
                    when position(';invitation_accepted_on;' in known.unread) > 0 then 'not_read'
                    when reported.has_acceptances then 'acceptance'
                end,
                case
                    when coalesce(known.level, '') <> 'level_2' then null
                    when known.has_load_list then 'equipment'
                    when position(';load_list;' in known.unread) > 0 then 'not_read'
                    else 'load_list'
                end,
                case
                    when known.mou_state = 'signed' then null
                    when position(';mou_state;' in known.unread) > 0 then 'not_read'
                    when reported.has_mous then 'mou'
                end,
                case
                    when known.predeployment_visit_on <= known.export_on then null
                    when position(';predeployment_visit_on;' in known.unread) > 0 then 'not_read'
                    when reported.has_visits then 'predeployment_visit'
                end
            ),
            ''
        ) as open_steps
    from known
    join export on export.export_on = known.export_on
    join since on since.unit_id = known.unit_id
    cross join parameters
    cross join reported
    left join mart.readiness_level as ready on ready.level = known.level
    where known.status = 'selected'
),

-- include: unit_bottleneck

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
    known.selected_since,
    cast(date_diff('day', known.selected_since, known.today) as integer) as waiting_days,
    unit_bottleneck.bottleneck,
    coalesce(split_part(known.open_steps, ';', 1), case when known.has_steps then 'arrival' else 'not_reported' end) as step,
    known.open_steps,
    known.visit_date,
    known.load_list,
    known.mou_state,
    known.invited_on,
    known.invitation_accepted_on,
    known.ready_days,
    known.ready_by,
    cast(date_diff('day', known.invited_on, known.today) as integer) as invited_days,
    cast(date_diff('day', known.invitation_accepted_on, known.today) as integer) as accepted_days,
    cast(date_diff('day', known.today, known.ready_by) as integer) as ready_in_days,
    known.visit_planned_on,
    known.predeployment_visit_on,
    known.arrives_on,
    known.not_read,
    known.export_on,
    file.name as file_name,
    known.place
from waiting as known
join unit_bottleneck on unit_bottleneck.unit_id = known.unit_id and unit_bottleneck.export_on = known.export_on
left join mart.country as country on country.iso3 = known.iso3
left join mart.capability as capability on capability.capability = known.capability
left join meta.file as file on file.file_id = known.file_id
order by known.selected_since, capability.position nulls last, country.un_order nulls last, known.unit_id

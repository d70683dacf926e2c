-- title: Columns that the morning rests on
-- list: Of each column of the newest export of the roster, and of the newest return of each slot, that the page Today reads: how many rows report it
-- unit: rows
-- grain: one row per source and column
-- columns: source = Source; column_name = Column; row_count = Rows [count]; reported_count = Reported [count]; not_read_count = Not read [count]; as_of = As
--   of [day]
-- params: as_of DATE = null
-- audience: restricted
-- from: mart.roster_unit, mart.roster_slot, mart.unit_return
-- note: withdrawn units and slots that are empty are left out; without an export or a return it has no row; of selected units alone the columns of an invitation, of the memorandum of understanding, of the visit before deployment and of the arrival are counted; as_of leaves out files after that day

with parameters as (
    select cast($as_of as date) as as_of
),

export as (
    select max(entry.export_on) as export_on
    from mart.roster_unit as entry
    cross join parameters
    where parameters.as_of is null or entry.export_on <= parameters.as_of
),

unit as (
    select entry.*, ';' || coalesce(entry.not_read, '') || ';' as unread
    from mart.roster_unit as entry
    join export on export.export_on = entry.export_on
    where coalesce(entry.status, '') <> 'withdrawn'
),

newest as (
    select entry.mission, entry.unit_id, max(entry.as_of) as as_of
    from mart.unit_return as entry
    cross join parameters
    where parameters.as_of is null or entry.as_of <= parameters.as_of
    group by entry.mission, entry.unit_id
),

returned as (
    select entry.*
    from mart.unit_return as entry
    join newest on newest.mission = entry.mission and newest.unit_id = entry.unit_id and newest.as_of = entry.as_of
    where coalesce(entry.strength_count, 1) > 0
),

cell as (
    select 1 as position, 'load_list' as column_name, status = 'selected' as is_asked, load_list is not null as is_reported, unread, export_on from unit
    union all
    select 2, 'invited_on', status = 'selected', invited_on is not null, unread, export_on from unit
    union all
    select 3, 'invitation_accepted_on', status = 'selected', invitation_accepted_on is not null, unread, export_on from unit
    union all
    select 4, 'mou_state', status = 'selected', mou_state is not null, unread, export_on from unit
    union all
    select 5, 'predeployment_visit_on', status = 'selected', predeployment_visit_on is not null, unread, export_on from unit
    union all
    select 6, 'arrives_on', status = 'selected', arrives_on is not null, unread, export_on from unit
    union all
    select 7, 'visit_planned_on', true, visit_planned_on is not null, unread, export_on from unit
    union all
    select 8, 'verification_date', true, verification_date is not null, unread, export_on from unit
    union all
    select 9, 'date_accepted', true, date_accepted is not null or last_renewed is not null, unread, export_on from unit
    union all
    select 10, 'languages', true, languages is not null, unread, export_on from unit
    union all
    select 11, 'caveats', true, caveats is not null, unread, export_on from unit
    union all
    select 12, 'slots', is_smart, coalesce(slot.slot_count, 0) > 0, unread, unit.export_on
    from unit
    left join (
        select unit_id, export_on, count(*) as slot_count from mart.roster_slot group by unit_id, export_on
    ) as slot on slot.unit_id = unit.unit_id and slot.export_on = unit.export_on
),

counted as (
    select
        'pcrs_roster' as source,
        cell.column_name,
        count(*) as row_count,
        count(case when cell.is_reported then 1 end) as reported_count,
        count(case when not cell.is_reported and position(';' || cell.column_name || ';' in cell.unread) > 0 then 1 end) as not_read_count,
        max(cell.export_on) as as_of,
        cell.position
    from cell
    where cell.is_asked
    group by cell.column_name, cell.position
    union all
    select
        'unit_return', 'rotates_out', count(*), count(rotates_out), 0, max(as_of), 13
    from returned
    having count(*) > 0
    union all
    select
        'unit_return', 'replaced_by', count(*), count(case when replaced_by <> 'not_read' then 1 end), count(case when replaced_by = 'not_read' then 1 end), max(as_of), 14
    from returned
    having count(*) > 0
)

select source, column_name, row_count, reported_count, not_read_count, as_of
from counted
order by position

-- The rule for which unit of a roster is available, once for every query that asks. Before it stands `parameters` with as_of and today; it
-- leaves `unit_status`: the units of the newest export up to as_of that are not withdrawn, each with renewal (current, stale,
-- not_reported, not_read), ready_days (null below Level 2), ready_by (the day on which
-- they are over, where the invitation, or at Levels 2 and 3 its acceptance, has a day), provider_iso3 (who gives its personnel today) and why_not: every reason that keeps
-- it from being available, with ; between them, null where it is available.
export as (
    select max(entry.export_on) as export_on
    from mart.roster_unit as entry
    cross join parameters
    where parameters.as_of is null or entry.export_on <= parameters.as_of
),

covered_slot as (
    select covered.unit_id, min(covered.iso3) as iso3
    from mart.roster_slot as covered
    join export on export.export_on = covered.export_on
    cross join parameters
    where
        covered.iso3 is not null
        and (covered.slot_from is null or covered.slot_from <= parameters.today)
        and (covered.slot_to is null or covered.slot_to >= parameters.today)
    group by covered.unit_id
),

entered as (
    select
        entry.*,
        ready.days as ready_days,
        ready.clock as ready_clock,
        cast(
            case ready.clock when 'formal_invitation' then entry.invited_on else entry.invitation_accepted_on end + ready.days * interval '1' day
            as date
        ) as ready_by,
        case when entry.is_smart then coalesce(covered_slot.iso3, entry.iso3) else entry.iso3 end as provider_iso3,
        coalesce(entry.is_smart, false) and covered_slot.unit_id is null as is_uncovered,
        ';' || coalesce(entry.not_read, '') || ';' as unread,
        parameters.today
    from mart.roster_unit as entry
    join export on export.export_on = entry.export_on
    cross join parameters
    left join mart.readiness_level as ready on ready.level = entry.level
    left join covered_slot on covered_slot.unit_id = entry.unit_id
    where coalesce(entry.status, '') <> 'withdrawn'
),

-- include: renewed,

unit_status as (
    select
        standing.*,
        nullif(
            concat_ws(
                ';',
                case
                    when standing.level is null and position(';level;' in standing.unread) > 0 then 'level_not_read'
                    when standing.level is null then 'level_not_reported'
                    when standing.level = 'registered' then 'no_level'
                    when standing.ready_days is null then 'below_level_2'
                end,
                case when standing.renewal = 'stale' then 'stale' when standing.renewal = 'not_read' then 'renewal_not_read' end,
                case
                    when standing.status is null and position(';status;' in standing.unread) > 0 then 'status_not_read'
                    when standing.status is null then 'status_not_reported'
                    when standing.status <> 'available' then standing.status
                end,
                case
                    when position(';available_from;' in standing.unread) > 0 or position(';available_to;' in standing.unread) > 0
                        then 'window_not_read'
                end,
                case when standing.available_from > standing.today then 'before_window' end,
                case when standing.available_to < standing.today then 'after_window' end,
                case when standing.condition_state = 'unmet' then 'condition_unmet' end,
                case
                    when standing.condition_state = 'unknown' or (standing.condition is not null and standing.condition_state is null)
                        then 'condition_unknown'
                    when standing.condition_state is null and position(';condition;' in standing.unread) > 0 then 'condition_unknown'
                end,
                case
                    when standing.is_uncovered and position(';slots;' in standing.unread) > 0 then 'slots_not_read'
                    when standing.is_uncovered then 'slot_uncovered'
                end
            ),
            ''
        ) as why_not
    from standing
)

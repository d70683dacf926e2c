-- title: Levels of a unit by export
-- metric: What each export of the roster says of one unit: its level, its status and whether its renewal has run out; an export that does not list it has a row that says so
-- unit: as named; people
-- grain: one row per export from the first one that lists the unit, oldest first
-- columns: export_on = Export of [day]; is_listed = In this export; iso3 = Code; component = Component; capability = Capability; level = Level; change = Change;
--   status = Status; deployed_mission = Mission served; strength_count = People in the unit [count]; women_count = Women [count]; date_accepted = Accepted
--   [day]; last_renewed = Renewed [day]; judged_on = Judged on [day]; renewal = Renewal; file_name = File; place = Place
-- params: unit_id VARCHAR; today DATE = null
-- audience: restricted, own
-- from: mart.roster_unit, mart.renewal_rule, meta.file, meta.quarantine
-- note: renewal is judged on the day of each export, for the newest one on today where that is given: current, stale once the months of the first period from acceptance and of the last renewal are over (the last day still counts), not_reported where no renewal is reported after the first period; change is against the export before: first, promoted, demoted, level_given and level_ended to and from Registered, which has no level, back after an export without it, gone, not_read where the export has a row of it that is set aside; exports after today are left out

with export as (
    select export_on, max(export_on) over () as newest_on, lag(export_on) over (order by export_on) as before_on
    from mart.roster_unit
    where cast($today as date) is null or export_on <= cast($today as date)
    group by export_on
),

mine as (
    select
        entry.*,
        case entry.level when 'level_1' then 1 when 'level_2' then 2 when 'level_3' then 3 when 'rdl' then 4 end as level_rank
    from mart.roster_unit as entry
    where entry.unit_id = upper($unit_id)
),

-- A row that is set aside keeps its cells as text: it is of a unit where a cell is its id.
unread as (
    select file.snapshot_on as export_on
    from meta.quarantine as quarantine
    join meta.file as file on file.file_id = quarantine.file_id and file.source = 'pcrs_roster'
    where position('"' || upper($unit_id) || '"' in upper(quarantine.raw)) > 0
    group by file.snapshot_on
),

entered as (
    select
        unread.export_on is not null as is_set_aside,
        export.export_on,
        case when export.export_on = export.newest_on then coalesce(cast($today as date), export.export_on) else export.export_on end
            as today,
        mine.unit_id is not null as is_listed,
        before.unit_id is not null as was_listed,
        before.level as level_before,
        before.level_rank as rank_before,
        mine.level_rank,
        mine.iso3,
        mine.component,
        mine.capability,
        mine.level,
        mine.status,
        mine.deployed_mission,
        mine.strength_count,
        mine.women_count,
        mine.date_accepted,
        mine.last_renewed,
        ';' || coalesce(mine.not_read, '') || ';' as unread,
        mine.file_id,
        mine.place
    from export
    join (select min(export_on) as export_on from mine) as first on first.export_on <= export.export_on
    left join mine on mine.export_on = export.export_on
    left join mine as before on before.export_on = export.before_on
    left join unread on unread.export_on = export.export_on
),

-- include: renewed

select
    listed.export_on,
    listed.is_listed,
    listed.iso3,
    listed.component,
    listed.capability,
    listed.level,
    case
        when listed.is_listed and not listed.was_listed
            then case when listed.export_on = min(listed.export_on) over () then 'first' else 'back' end
        when not listed.is_listed and listed.is_set_aside then 'not_read'
        when not listed.is_listed and listed.was_listed then 'gone'
        when listed.level_rank > listed.rank_before then 'promoted'
        when listed.level_rank < listed.rank_before then 'demoted'
        when listed.level <> listed.level_before and listed.rank_before is null then 'level_given'
        when listed.level <> listed.level_before then 'level_ended'
    end as change,
    listed.status,
    listed.deployed_mission,
    listed.strength_count,
    listed.women_count,
    listed.date_accepted,
    listed.last_renewed,
    listed.today as judged_on,
    case when listed.is_listed then listed.renewal end as renewal,
    file.name as file_name,
    listed.place
from standing as listed
left join meta.file as file on file.file_id = listed.file_id
order by listed.export_on

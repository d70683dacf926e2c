-- title: What changed between two exports of the roster
-- metric: Units that are new, promoted, demoted, gone stale, renewed, selected, deployed, released, withdrawn, gone from the export or not read in it; a unit has a row for each thing that changed
-- unit: units
-- grain: one row per unit and change; by change, then states in UN order, capabilities in the guide's order
-- columns: change = Change; unit_id = Unit; iso3 = Code; country_name = Member State; regional_group = UN regional group; component = Component; capability =
--   Capability; capability_name = Capability, in words; strength_count = People in the unit [count]; level_before = Level before; level_after = Level
--   after; status_before = Status before; status_after = Status after; renewal_before = Renewal before; renewal_after = Renewal after; deployed_mission =
--   Mission served; from_export = From export [day]; to_export = To export [day]; file_name_before = File before; place_before = Place before;
--   file_name_after = File after; place_after = Place after
-- params: from_export DATE = null; to_export DATE = null
-- audience: restricted
-- from: mart.roster_unit, mart.renewal_rule, mart.country, mart.capability, meta.file, meta.quarantine
-- note: without days the newest two exports are compared; where either of the two is not there, nothing is said to have changed; new and gone say only whether an export lists the unit: of neither anything else is told; not_read: the later export has a row of the unit, which is set aside, so that nothing is known of it; promoted and demoted go from Level 1 over 2 and 3 to the Rapid Deployment Level; level_given and level_ended are to and from Registered, which has no level; gone_stale: the renewal had not run out on the day of the earlier export and has on the day of the later one, renewed the other way round; stale as everywhere: the months of the first period from acceptance and of the last renewal are over, and no renewal reported is not stale; released: selected or deployed before, available now; of a cell that was not read or not reported in either export nothing is said

with known as (
    select export_on
    from mart.roster_unit
    group by export_on
),

later as (
    select export_on
    from known
    where export_on = coalesce(cast($to_export as date), (select max(export_on) from known))
),

earlier as (
    select known.export_on
    from known
    join later
        on known.export_on = coalesce(
            cast($from_export as date),
            (select max(before.export_on) from known as before join later as after on before.export_on < after.export_on)
        )
),

compared_export as (
    select 'before' as side, export_on, export_on as judged_on from earlier
    union all
    select 'after', export_on, export_on from later
),

entered as (
    select
        compared_export.side,
        unit.*,
        ';' || coalesce(unit.not_read, '') || ';' as unread,
        compared_export.judged_on as today,
        case unit.level when 'level_1' then 1 when 'level_2' then 2 when 'level_3' then 3 when 'rdl' then 4 end as level_rank
    from compared_export
    join mart.roster_unit as unit on unit.export_on = compared_export.export_on
),

-- include: renewed,

unread as (
    select quarantine.raw
    from meta.quarantine as quarantine
    join meta.file as file on file.file_id = quarantine.file_id and file.source = 'pcrs_roster'
    join later on later.export_on = file.snapshot_on
),

-- A row that is set aside keeps its cells as text: it is of a unit where a cell is its id.
unread_unit as (
    select unit.unit_id
    from mart.roster_unit as unit
    join earlier on earlier.export_on = unit.export_on
    join unread on position('"' || unit.unit_id || '"' in upper(unread.raw)) > 0
    group by unit.unit_id
),

paired as (
    select
        unread_unit.unit_id is not null as is_set_aside,
        coalesce(after.unit_id, before.unit_id) as unit_id,
        coalesce(after.iso3, before.iso3) as iso3,
        coalesce(after.component, before.component) as component,
        coalesce(after.capability, before.capability) as capability,
        coalesce(after.strength_count, before.strength_count) as strength_count,
        before.level as level_before,
        after.level as level_after,
        before.level_rank as rank_before,
        after.level_rank as rank_after,
        before.status as status_before,
        after.status as status_after,
        before.renewal as renewal_before,
        after.renewal as renewal_after,
        after.deployed_mission,
        before.unit_id is not null as was_listed,
        after.unit_id is not null as is_listed,
        before.file_id as file_before,
        before.place as place_before,
        after.file_id as file_after,
        after.place as place_after
    from (select * from standing where side = 'before') as before
    full outer join (select * from standing where side = 'after') as after on after.unit_id = before.unit_id
    left join unread_unit on unread_unit.unit_id = before.unit_id
),

changed as (
    select 'new' as change, 1 as position, paired.* from paired where not was_listed
    union all
    select 'promoted', 2, paired.* from paired where rank_after > rank_before
    union all
    select 'demoted', 3, paired.* from paired where rank_after < rank_before
    union all
    select 'level_given', 4, paired.* from paired where level_before is not null and rank_before is null and rank_after is not null
    union all
    select 'level_ended', 5, paired.* from paired where level_after is not null and rank_before is not null and rank_after is null
    union all
    select 'gone_stale', 6, paired.* from paired where renewal_before = 'current' and renewal_after = 'stale'
    union all
    select 'renewed', 7, paired.* from paired where renewal_before = 'stale' and renewal_after = 'current'
    union all
    select 'selected', 8, paired.* from paired where status_after = 'selected' and status_before <> 'selected'
    union all
    select 'deployed', 9, paired.* from paired where status_after = 'deployed' and status_before <> 'deployed'
    union all
    select 'released', 10, paired.* from paired where status_after = 'available' and status_before in ('selected', 'deployed')
    union all
    select 'withdrawn', 11, paired.* from paired where status_after = 'withdrawn' and status_before <> 'withdrawn'
    union all
    select 'gone', 12, paired.* from paired where not is_listed and not is_set_aside
    union all
    select 'not_read', 13, paired.* from paired where not is_listed and is_set_aside
)

select
    changed.change,
    changed.unit_id,
    changed.iso3,
    country.name as country_name,
    country.regional_group,
    changed.component,
    changed.capability,
    capability.name as capability_name,
    changed.strength_count,
    changed.level_before,
    changed.level_after,
    changed.status_before,
    changed.status_after,
    changed.renewal_before,
    changed.renewal_after,
    changed.deployed_mission,
    earlier.export_on as from_export,
    later.export_on as to_export,
    first_file.name as file_name_before,
    changed.place_before,
    last_file.name as file_name_after,
    changed.place_after
from changed
cross join earlier
cross join later
left join mart.country as country on country.iso3 = changed.iso3
left join mart.capability as capability on capability.capability = changed.capability
left join meta.file as first_file on first_file.file_id = changed.file_before
left join meta.file as last_file on last_file.file_id = changed.file_after
order by changed.position, country.un_order nulls last, capability.position nulls last, changed.unit_id

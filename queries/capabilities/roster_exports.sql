-- title: Exports of the roster
-- list: Each export with its units, its files and the rows of them that are set aside
-- unit: units; rows
-- grain: one row per day of export, the newest first
-- columns: export_on = Export of [day]; unit_count = Units [count]; state_count = Member States [count]; file_count = Files [count]; quarantined_count = Set
--   aside [count]; file_names = Names of files
-- params: today DATE = null
-- audience: restricted, own
-- from: mart.roster_unit, meta.file
-- note: exports after today are left out; a file of which nothing is loaded is no export: data health names it

with unit as (
    select export_on, count(unit_id) as unit_count, count(distinct iso3) as state_count
    from mart.roster_unit
    where cast($today as date) is null or export_on <= cast($today as date)
    group by export_on
),

file as (
    select
        snapshot_on as export_on,
        count(*) as file_count,
        sum(quarantined_count) as quarantined_count,
        string_agg(name, '; ' order by file_id) as file_names
    from meta.file
    where source = 'pcrs_roster'
    group by snapshot_on
)

select
    unit.export_on,
    unit.unit_count,
    unit.state_count,
    coalesce(file.file_count, 0) as file_count,
    cast(coalesce(file.quarantined_count, 0) as bigint) as quarantined_count,
    file.file_names
from unit
left join file on file.export_on = unit.export_on
order by unit.export_on desc

-- title: The export of the roster in use
-- list: The day of the newest export, and how many units it has that are not withdrawn
-- unit: units
-- grain: one row; no day where no export is loaded
-- columns: export_on = Export of [day]; unit_count = Units [count]
-- params: as_of DATE = null
-- audience: restricted, own
-- from: mart.roster_unit
-- note: as_of leaves out exports after that day

with export as (
    select max(export_on) as export_on
    from mart.roster_unit
    where cast($as_of as date) is null or export_on <= cast($as_of as date)
)

select
    export.export_on,
    count(case when entry.unit_id is not null and coalesce(entry.status, '') <> 'withdrawn' then 1 end) as unit_count
from export
left join mart.roster_unit as entry on entry.export_on = export.export_on
group by export.export_on

-- title: Rows not read, by source
-- list: How many rows are set aside of the files that the figures of a day rest on, by source
-- unit: rows
-- grain: one row per source with a row set aside
-- columns: source = Source; title = What it holds; as_of = As of [day]; loaded_count = Rows read [count]; set_aside_count = Set aside [count]
-- params: as_of DATE = null
-- audience: open
-- from: meta.file, meta.source
-- note: files of the newest day of which a row is loaded, on or before as_of, with those of a later day of which none is, and those whose day is not known; not a file that a later one replaced as a whole

with in_time as (
    select
        file.source,
        file.loaded_count,
        file.quarantined_count,
        case
            when coalesce(file.snapshot_on, file.as_of) > cast($as_of as date) then cast($as_of as date)
            else coalesce(file.snapshot_on, file.as_of)
        end as day
    from meta.file as file
    where
        (
            cast($as_of as date) is null
            or coalesce(file.snapshot_on, file.as_of_first) is null
            or coalesce(file.snapshot_on, file.as_of_first) <= cast($as_of as date)
        )
        and (file.loaded_count > 0 or file.superseded_count = 0)
),

newest as (
    select source, max(day) as day
    from in_time
    where loaded_count > 0
    group by source
)

select
    in_time.source,
    coalesce(source.title, in_time.source) as title,
    max(in_time.day) as as_of,
    cast(sum(in_time.loaded_count) as bigint) as loaded_count,
    cast(sum(in_time.quarantined_count) as bigint) as set_aside_count
from in_time
left join meta.source as source on source.source = in_time.source
left join newest on newest.source = in_time.source
where in_time.day is null or newest.day is null or in_time.day >= newest.day
group by in_time.source, coalesce(source.title, in_time.source)
having sum(in_time.quarantined_count) > 0
order by in_time.source

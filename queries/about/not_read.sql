-- title: Rows not read, by source
-- list: How many rows are set aside of the files that the figures of a day rest on, by source
-- unit: rows
-- grain: one row per source with a row set aside
-- columns: source = Source; title = What it holds; as_of = As of [day]; loaded_count = Rows read [count]; set_aside_count = Set aside [count]
-- params: as_of DATE = null
-- audience: open, own
-- from: meta.file, meta.source
-- note: files of the newest day of which a row is loaded, on or before as_of, with those of a later day of which none is, and those whose day is not known; not a file that a later one replaced as a whole

with
-- include: file_behind

select
    file_behind.source,
    coalesce(source.title, file_behind.source) as title,
    max(file_behind.day) as as_of,
    cast(sum(file_behind.loaded_count) as bigint) as loaded_count,
    cast(sum(file_behind.quarantined_count) as bigint) as set_aside_count
from file_behind
left join meta.source as source on source.source = file_behind.source
group by file_behind.source, coalesce(source.title, file_behind.source)
having sum(file_behind.quarantined_count) > 0
order by file_behind.source

-- title: Rows loaded of a source
-- list: Rows of all files of a source that stand in the figures, rows that are set aside, and the newest day that the files describe
-- unit: rows
-- grain: one row; none where no file of the source is loaded
-- columns: source = Source; file_count = Files [count]; as_of = As of [day]; loaded_count = Rows loaded [count]; set_aside_count = Set aside [count]
-- params: source VARCHAR
-- audience: open
-- from: meta.file
-- note: a source without a file has no row, which is not zero

select
    source,
    count(*) as file_count,
    max(as_of) as as_of,
    cast(sum(loaded_count) as bigint) as loaded_count,
    cast(sum(quarantined_count) as bigint) as set_aside_count
from meta.file
where source = $source
group by source

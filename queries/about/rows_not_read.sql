-- title: Rows not read, one by one
-- list: Every row that is set aside of the files that the figures of a day rest on, with its place and reason
-- unit: as named
-- grain: one row per row set aside
-- columns: source = Source; file_name = File; place = Place; reason = Reason; detail = Detail
-- params: as_of DATE = null
-- audience: restricted
-- from: meta.quarantine, meta.file
-- note: the files are those of not_read

with
-- include: file_behind

select file.source, file.name as file_name, coalesce(quarantine.place, '') as place, quarantine.reason, coalesce(quarantine.detail, '') as detail
from file_behind
join meta.file as file on file.file_id = file_behind.file_id
join meta.quarantine as quarantine on quarantine.file_id = file_behind.file_id
order by file.source, file.file_id, quarantine.place

-- title: Rows set aside
-- list: Every row that is kept out of the figures, with its place, its reason and its text
-- unit: as named
-- grain: one row per row set aside
-- columns: source = Source; file_name = File; place = Place; reason = Reason; detail = Detail; as_of = As of [day]; mission_code = Mission; iso3 = Code;
--   personnel_type = Personnel type; raw = As it stands in the file
-- params: source VARCHAR = null; reason VARCHAR = null
-- audience: open
-- from: meta.quarantine, meta.file
-- note: nothing is guessed: a row that cannot be read exactly feeds no figure

select file.source, file.name as file_name, quarantine.place, quarantine.reason, quarantine.detail, quarantine.as_of, quarantine.mission_code, quarantine.iso3, quarantine.personnel_type, quarantine.raw
from meta.quarantine as quarantine
join meta.file as file on file.file_id = quarantine.file_id
where ($source is null or file.source = $source) and ($reason is null or quarantine.reason = $reason)
order by file.file_id, quarantine.as_of, quarantine.place

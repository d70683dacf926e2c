-- title: Files loaded
-- list: Every file with its hash, counts and days
-- unit: as named
-- grain: one row per file
-- columns: file_id = File number; source = Source; name = Name; sha256 = Hash (SHA-256); size_bytes = Bytes [count]; received_at = Received [day]; is_bundled =
--   Comes with the project; read_count = Read [count]; loaded_count = Loaded [count]; quarantined_count = Set aside [count]; repeated_count = Repeated
--   [count]; superseded_count = Superseded [count]; not_data_count = Not data [count]; as_of_first = From [day]; as_of = As of [day]
-- params: 
-- audience: open, own
-- from: meta.file
-- note: read = loaded + set aside + repeated + superseded + not data

select file_id, source, name, sha256, size_bytes, received_at, is_bundled, read_count, loaded_count, quarantined_count, repeated_count, superseded_count, not_data_count, as_of_first, as_of
from meta.file
order by file_id

-- title: Files loaded
-- list: Every file with its hash, counts and days
-- unit: as named
-- grain: one row per file
-- params: 
-- audience: open
-- from: meta.file
-- note: read = loaded + set aside + repeated + superseded + not data

select file_id, source, name, sha256, size_bytes, received_at, is_bundled, read_count, loaded_count, quarantined_count, repeated_count, superseded_count, not_data_count, as_of_first, as_of
from meta.file
order by file_id

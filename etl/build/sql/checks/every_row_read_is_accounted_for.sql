-- For each file: read = loaded + quarantined + repeated + superseded + not data.
select source, name, read_count, loaded_count, quarantined_count, repeated_count, superseded_count, not_data_count
from meta.file
where
    read_count is null
    or read_count <> loaded_count + quarantined_count + repeated_count + superseded_count + not_data_count;

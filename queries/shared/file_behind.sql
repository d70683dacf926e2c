-- The files that the figures of a day rest on: of each source those of the newest day of which a row is loaded, on or before
-- $as_of, with those of a later day of which none is, and those whose day is not known; not one that a later file replaced.
in_time as (
    select
        file.file_id,
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
),

file_behind as (
    select in_time.file_id, in_time.source, in_time.day, in_time.loaded_count, in_time.quarantined_count
    from in_time
    left join newest on newest.source = in_time.source
    where in_time.day is null or newest.day is null or in_time.day >= newest.day
)

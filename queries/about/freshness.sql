-- title: Freshness of each source
-- list: Days since the newest reported day, against the days at which data is due, late and overdue
-- unit: as named
-- grain: one row per source
-- columns: source = Source; dataset_id = Dataset id; title = Title; frequency = Published; is_bundled = Comes with the project; as_of = As of [day]; loaded_on =
--   Loaded on [day]; age_days = Age, days; due_days = Due after, days; late_days = Late after, days; overdue_days = Overdue after, days; state =
--   State
-- params: today DATE
-- audience: open
-- from: meta.source, meta.file
-- note: monthly data is due after 30 days, late after 44, overdue after 60 (Humanitarian Data Exchange)

with newest as (
    select
        source,
        max(as_of) as as_of,
        cast(max(received_at) as date) as loaded_on
    from meta.file
    group by source
)

select
    source.source,
    source.dataset_id,
    source.title,
    source.frequency,
    source.is_bundled,
    newest.as_of,
    newest.loaded_on,
    cast(date_diff('day', newest.as_of, cast($today as date)) as integer) as age_days,
    source.due_days,
    source.late_days,
    source.overdue_days,
    case
        when newest.source is null then 'not reported'
        when source.due_days is null or newest.as_of is null then 'no schedule'
        when date_diff('day', newest.as_of, cast($today as date)) >= source.overdue_days then 'overdue'
        when date_diff('day', newest.as_of, cast($today as date)) >= source.late_days then 'late'
        when date_diff('day', newest.as_of, cast($today as date)) >= source.due_days then 'due'
        else 'on time'
    end as state
from meta.source as source
left join newest on newest.source = source.source
order by source.source

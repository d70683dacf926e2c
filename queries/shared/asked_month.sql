-- The month asked for: $as_of, or the newest that is reported. It may be a day of no report.
asked_month as (
    select coalesce(cast($as_of as date), (select max(as_of) from mart.reported_month)) as as_of
)

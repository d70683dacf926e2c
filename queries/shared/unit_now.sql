-- The newest return of each unit slot on or before the day asked for (null: that of the newest return), as unit_by_month has it: one
-- day. Needs $as_of and $mission; leaves `month` and `unit_now`.
month as (
    select
        asked_day.as_of,
        cast(date_trunc('month', asked_day.as_of) as date) as month_from
    from (
        select coalesce(cast($as_of as date), (select max(as_of) from mart.unit_return)) as as_of
    ) as asked_day
),

-- include: unit_by_month

-- How many days before a rotation leaves the next one is asked for what is missing, first and last: `rotation_calls`, one row.
rotation_calls as (
    select
        max(case when call = 'ask_by' then days_before end) as ask_by_days,
        max(case when call = 'last_call' then days_before end) as last_call_days
    from mart.rotation_call
)

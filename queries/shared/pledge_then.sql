-- Pledges as they stood on the day: before it stands `parameters` with as_of (null: today); it leaves `pledge` with the status that held
-- then, so that one withdrawn later still counts. A pledge without a day counts from its Ministerial.
step as (
    select
        taken.pledge_id,
        taken.status,
        row_number() over (
            partition by taken.pledge_id order by coalesce(taken.step_date, cast('0001-01-01' as date)) desc, taken.seq desc
        ) as nth
    from mart.pledge_step as taken
    cross join parameters
    join mart.pledge as pledge on pledge.pledge_id = taken.pledge_id
    left join mart.step as known on known.track = pledge.track and known.status = taken.status
    where
        coalesce(known.is_side_mark, false) = false
        and (parameters.as_of is null or taken.step_date is null or taken.step_date <= parameters.as_of)
),

pledge as (
    select
        entered.pledge_id,
        entered.quantity,
        entered.unit,
        entered.languages,
        entered.is_announced,
        case
            when parameters.as_of is null or entered.status_date is null or entered.status_date <= parameters.as_of then entered.status
            else coalesce(step.status, 'confirmed')
        end as status
    from mart.pledge as entered
    cross join parameters
    left join mart.ministerial as meeting on meeting.ministerial = entered.ministerial
    left join step on step.pledge_id = entered.pledge_id and step.nth = 1
    where parameters.as_of is null or coalesce(entered.dated, meeting.held_from, entered.status_date) <= parameters.as_of
)

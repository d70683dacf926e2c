-- Confirmed pledges under the five measures at home that the guide asks for, by state; withdrawn ones do not count. A pledge without a
-- day counts from its Ministerial.
measure_pledged as (
    select
        pledge.iso3,
        known.measure,
        count(*) as pledge_count,
        count(case when pledge.status in ('implemented', 'deployed') then 1 end) as implemented_count,
        string_agg(pledge.pledge_id, ';' order by pledge.pledge_id) as pledge_ids
    from mart.measure_at_home as known
    join mart.pledge_requirement as answered on answered.requirement_id = known.requirement_id
    join mart.pledge as pledge on pledge.pledge_id = answered.pledge_id and pledge.status <> 'withdrawn'
    left join mart.ministerial as meeting on meeting.ministerial = pledge.ministerial
    where
        cast($as_of as date) is null
        or coalesce(pledge.dated, meeting.held_from, pledge.status_date) <= cast($as_of as date)
    group by pledge.iso3, known.measure
)

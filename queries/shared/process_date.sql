-- Days of the process of each Ministerial whose guide gives the day for details: preparatory meetings, that day, the Ministerial itself, the
-- meeting on implementation (as many months after it as its window has, about), the call for the Rapid Deployment Level. Leaves `process_date`.
process_date as (
    select ministerial, kind, from_on, to_on, precision, about, place, hosts, source
    from mart.ministerial_date
    union all
    select ministerial, 'details_due', details_due, details_due, 'day', null, null, null, source
    from mart.ministerial
    where details_due is not null
    union all
    select ministerial, 'held', held_from, held_to, 'day', null, city, host_iso3, source
    from mart.ministerial
    where details_due is not null
    union all
    select
        ministerial,
        'implementation_meeting',
        cast(held_to + window_months * interval '1' month as date),
        cast(held_to + window_months * interval '1' month as date),
        'about',
        null,
        null,
        null,
        source
    from mart.ministerial
    where details_due is not null
)

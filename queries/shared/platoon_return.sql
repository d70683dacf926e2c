-- What each return of a unit says of its engagement platoon, whether it must have one or not: `platoon_return`, returns with reported_status,
-- women_fraction and more_women_needed for the share of women that the guide asks for.
counted_return as (
    select
        entry.*,
        case when entry.platoon_strength > 0 then entry.platoon_women end as reported_women,
        case when entry.platoon_strength > 0 then entry.platoon_strength end as reported_strength,
        rule.share_percent
    from mart.unit_return as entry
    cross join (select share_percent from mart.requirement where requirement_id = 'WPS-ENP-01') as rule
),

-- include: parity_arithmetic (counted as counted_return, measured as measured_return, women_count as reported_women, people_count as reported_strength, goal_percent as share_percent),

platoon_return as (
    select
        measured_return.*,
        case
            when not has_platoon then 'absent'
            when has_platoon is null then 'blank'
            when platoon_women is null or coalesce(platoon_strength, 0) = 0 then 'share_not_reported'
            when more_women_by_replacement = 0 then 'meets'
            else 'below'
        end as reported_status,
        cast(more_women_by_replacement as integer) as more_women_needed
    from measured_return
)

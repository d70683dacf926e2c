-- Which pledges are offers to build the capacity of others: `partner_pledge`, of the newest Ministerial held up to as_of (null: today) or made after
-- it at none, that speak of capacity building by the form's category or of training by their capability; not withdrawn, implemented or too general to
-- assess. Pledges of money in a currency are no offer in kind. Before it stand `parameters` with as_of and today, and `pledge` as it stood then.
newest_ministerial as (
    select max(meeting.held_from) as held_from
    from mart.ministerial as meeting
    cross join parameters
    where meeting.held_from <= coalesce(parameters.as_of, parameters.today)
),

partner_pledge as (
    select
        entered.pledge_id,
        entered.iso3,
        case
            when entered.capability = 'mobile_training_team' then 'mobile_training_team'
            when asked.kind is not null then asked.kind
            when answered.kind = 'host_event' then 'hosting'
            when answered.kind in ('equipment', 'technology') then 'equipment'
            when answered.kind = 'infrastructure' then 'infrastructure'
            when answered.kind = 'personnel' then 'trainers'
            when answered.kind = 'expertise' then 'expertise'
            when answered.kind = 'training' or entered.unit = 'course' or capability.component = 'training' then 'training_course'
        end as kind,
        coalesce(own_area.area, asked.area, asked_area.area) as areas,
        entered.languages,
        case
            when regexp_matches(entered.by_when, '^[0-9]{4}$') then cast(entered.by_when || '-12-31' as date)
            when regexp_matches(entered.by_when, '^[0-9]{4}/[0-9]{4}$') then cast(right(entered.by_when, 4) || '-12-31' as date)
            when regexp_matches(entered.by_when, '^[0-9]{4}-[0-9]{2}$') then last_day(cast(entered.by_when || '-01' as date))
            when regexp_matches(entered.by_when, '^[0-9]{4}-[0-9]{2}-[0-9]{2}$')
                then least(
                    last_day(cast(left(entered.by_when, 7) || '-01' as date)),
                    cast(left(entered.by_when, 7) || '-01' as date) + (cast(right(entered.by_when, 2) as integer) - 1)
                )
        end as to_day,
        case when entered.unit in ('course', 'team', 'unit', 'centre') and pledge.quantity > 0 then pledge.quantity end as unit_count,
        case when entered.unit in ('person', 'persons', 'people') then pledge.quantity end as people_count,
        pledge.is_announced,
        pledge.status,
        entered.sentence,
        coalesce(entered.dated, meeting.held_from, entered.status_date) as told_on,
        entered.file,
        entered.place,
        entered.source_url
    from mart.pledge as entered
    join pledge on pledge.pledge_id = entered.pledge_id
    cross join newest_ministerial
    left join mart.ministerial as meeting on meeting.ministerial = entered.ministerial
    left join mart.capability as capability on capability.capability = entered.capability
    left join mart.pledge_requirement as answer on answer.pledge_id = entered.pledge_id and answer.position = 1
    left join mart.requirement as answered on answered.requirement_id = answer.requirement_id
    left join mart.partner_ask as asked on asked.requirement_id = answer.requirement_id
    left join mart.partner_capability as own_area on own_area.capability = entered.capability
    left join mart.partner_capability as asked_area on asked_area.capability = answered.capability
    where
        (entered.category = 'training_capacity_building_partnerships' or capability.component = 'training')
        and coalesce(entered.unit, '') <> 'currency'
        and pledge.status not in ('withdrawn', 'implemented', 'too_general')
        and (
            meeting.held_from = newest_ministerial.held_from
            or meeting.held_from is null and coalesce(entered.dated, entered.status_date) >= newest_ministerial.held_from
        )
)

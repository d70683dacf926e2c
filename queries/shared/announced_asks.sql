-- Which pledges announced answer the guide's uniformed asks, by Ministerial or regional group ($by), of one Ministerial ($ministerial) or all, up to a day
-- ($as_of): it leaves `asked` (requirement_id, ask_group ...), `pledge`, and `answered` (ask_group, code, pledge_id, iso3), a pledge once in each.
asked as (
    select
        ask.requirement_id,
        case
            when ask.capability is null and ask.standing = 'detail' then coalesce(ask.part_of, ask.requirement_id)
            when ask.languages = 'fr' then coalesce(ask.capability, ask.requirement_id) || '_fr'
            else coalesce(ask.capability, ask.requirement_id)
        end as ask_group,
        ask.capability,
        case when ask.capability is null then ask.ask end as ask,
        case when ask.languages = 'fr' then 'fr' end as language,
        ask.section,
        ask.edition,
        ask.position
    from mart.requirement as ask
    where
        ask.standing in ('ask', 'detail')
        and (ask.family = 'general_uniformed' or ask.capability in ('c_uas_unit', 'c_uas_set', 'c_uas_officer', 'c_uas_expertise'))
),

pledge as (
    select
        pledge.pledge_id,
        pledge.iso3,
        coalesce(pledge.ministerial, 'none') as ministerial,
        coalesce(country.regional_group, 'none') as regional_group
    from mart.pledge as pledge
    left join mart.ministerial as meeting on meeting.ministerial = pledge.ministerial
    left join mart.country as country on country.iso3 = pledge.iso3
    where
        pledge.is_announced
        and pledge.status <> 'withdrawn'
        and (
            cast($as_of as date) is null
            or coalesce(pledge.dated, meeting.held_from, pledge.status_date) <= cast($as_of as date)
        )
        and ($ministerial is null or coalesce(pledge.ministerial, 'none') = $ministerial)
),

answered as (
    select distinct
        asked.ask_group,
        case when $by = 'ministerial' then pledge.ministerial else pledge.regional_group end as code,
        pledge.pledge_id,
        pledge.iso3
    from mart.pledge_requirement as link
    join asked on asked.requirement_id = link.requirement_id
    join pledge on pledge.pledge_id = link.pledge_id
)

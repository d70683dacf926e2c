-- What is asked of each capability by the guide and pledged for it in public. Before it stands `parameters` with as_of; it leaves
-- `guide_ask` (capabilities that the guide asks for, with place and section), `unit_pledge` (announced pledges of units up to the day)
-- and `ledger` (whether anything is announced at all).
guide_ask as (
    select capability, min(position) as position, min(section) as section
    from (
        select
            ask.capability,
            ask.position,
            case when ask.position = min(ask.position) over (partition by ask.capability) then ask.section end as section
        from mart.requirement as ask
        where
            ask.standing = 'ask'
            and ask.capability is not null
            and (ask.family in ('general_uniformed', 'mission_specific') or ask.capability = 'c_uas_expertise')
            and (ask.part_of is null or ask.tags is null)
    ) as ask_of_capability
    group by capability
),

unit_pledge as (
    select
        pledge.capability,
        pledge.iso3,
        coalesce(pledge.mission_code, 'general') as mission,
        case when pledge.unit in ('unit', 'company', 'platoon') then coalesce(pledge.quantity, 1) else 1 end as unit_count
    from mart.pledge as pledge
    cross join parameters
    left join mart.ministerial as meeting on meeting.ministerial = pledge.ministerial
    where
        pledge.is_announced
        and pledge.track = 'unit'
        and pledge.status <> 'withdrawn'
        and (parameters.as_of is null or coalesce(pledge.dated, meeting.held_from, pledge.status_date) <= parameters.as_of)
),

ledger as (
    select count(*) as ledger_count from mart.pledge where is_announced
)

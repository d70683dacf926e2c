-- title: Capabilities: announced beside what is asked for
-- metric: Units that pledges announced in public offer of each capability, beside what an edition asks for. Announced is not registered: no share of the requirement is told, because levels are restricted
-- unit: units
-- grain: one row per capability that is asked for or announced, and UN regional group or mission where these are chosen
-- columns: capability = Capability; code = Ministerial or group; required = Required; announced = Announced; announced_pledge_count = Announced pledges [count];
--   state = State; section = Section; capability_name = Capability, in words; unit_of_quantity = Counted in; edition_date = Edition [day]
-- params: as_of DATE = null; edition DATE = null; by VARCHAR in (all, regional_group, mission) = 'all'
-- audience: open
-- from: mart.requirement_line, mart.mission_line, mart.requirement, mart.capability, mart.pledge, mart.ministerial, mart.country
-- note: announced: units of pledges announced in public, as many as each says in units, companies or platoons and one where it says persons, aircraft or vehicles, which are never added; by mission, pledges that name none stand under general; state: open_call where nobody says how many, asked where an edition does; as_of leaves out editions and pledges after that day; no edition means the newest; what the guide asks for without a quantity stands as an open call, except what it asks a unit to bring, which are tags of units

with parameters as (
    select cast($as_of as date) as as_of, cast($edition as date) as edition
),

-- include: capability_asks,

-- include: demand,

required as (
    select
        capability,
        case when $by = 'mission' then mission else 'all' end as place,
        cast(sum(quantity) as bigint) as required,
        count(*) as line_count
    from demand
    group by capability, case when $by = 'mission' then mission else 'all' end
),

pledge_at_place as (
    select
        unit_pledge.capability,
        case
            when $by = 'regional_group' then coalesce(country.regional_group, 'none')
            when $by = 'mission' then unit_pledge.mission
            else 'all'
        end as place,
        unit_pledge.unit_count
    from unit_pledge
    left join mart.country as country on country.iso3 = unit_pledge.iso3
),

announced as (
    select capability, place, cast(sum(unit_count) as bigint) as announced, count(*) as pledge_count
    from pledge_at_place
    group by capability, place
),

place as (
    select 'all' as place from parameters where $by = 'all'
    union
    select 'general' from parameters where $by = 'mission'
    union
    select regional_group from mart.country where $by = 'regional_group' and is_member_state and regional_group is not null
    union
    select place from required where $by = 'mission'
    union
    select place from pledge_at_place
),

named_capability as (
    select capability from guide_ask
    union
    select capability from required
    union
    select capability from unit_pledge where capability is not null
)

select
    named.capability,
    place.place as code,
    required.required,
    case when ledger.ledger_count > 0 then coalesce(announced.announced, 0) end as announced,
    case when ledger.ledger_count > 0 then coalesce(announced.pledge_count, 0) end as announced_pledge_count,
    case
        when required.required is not null then 'asked'
        when required.line_count is not null or (guide_ask.capability is not null and place.place in ('all', 'general')) then 'open_call'
        when guide_ask.capability is not null and $by = 'regional_group' then 'open_call'
        else 'no_requirement'
    end as state,
    case
        when capability.section = 'counter_unmanned_aerial_systems' then capability.section
        else coalesce(guide_ask.section, capability.section)
    end as section,
    capability.name as capability_name,
    capability.unit_of_count as unit_of_quantity,
    edition.edition_date
from named_capability as named
cross join place
cross join edition
cross join ledger
left join required
    on required.capability = named.capability and required.place = case when $by = 'mission' then place.place else 'all' end
left join guide_ask on guide_ask.capability = named.capability
left join announced on announced.capability = named.capability and announced.place = place.place
left join mart.capability as capability on capability.capability = named.capability
order by guide_ask.position nulls last, capability.position nulls last, named.capability, place.place

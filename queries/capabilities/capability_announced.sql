-- title: Capabilities: announced beside what is asked for
-- metric: Units that pledges announced in public offer of each capability, beside what an edition asks for. Announced is not registered: no share of the requirement is told, because levels are restricted
-- unit: units
-- grain: one row per capability that is asked for or announced, and UN regional group or mission where these are chosen
-- columns: capability = Capability; code = Ministerial or group; required = Required; announced = Announced; announced_pledge_count = Announced pledges [count];
--   state = State; section = Section; capability_name = Capability, in words; unit_of_quantity = Counted in; edition_date = Edition [day]
-- params: as_of DATE = null; edition DATE = null; by VARCHAR in (all, regional_group, mission) = 'all'
-- audience: open
-- from: mart.requirement_line, mart.requirement, mart.capability, mart.pledge, mart.ministerial, mart.country
-- note: announced: units of pledges announced in public, as many as each says in units, companies or platoons and one where it says persons, aircraft or vehicles, which are never added; by mission, pledges that name none stand under general; state: open_call where nobody says how many, asked where an edition does; as_of leaves out editions and pledges after that day; no edition means the newest; what the guide asks for without a quantity stands as an open call, except what it asks a unit to bring, which are tags of units

with told as (
    select cast($as_of as date) as as_of, cast($edition as date) as edition
),

edition as (
    select coalesce(told.edition, max(line.edition_date)) as edition_date
    from told
    left join mart.requirement_line as line on told.as_of is null or line.edition_date <= told.as_of
    group by told.edition
),

required as (
    select
        line.capability,
        case when $by = 'mission' then line.mission else 'all' end as code,
        cast(sum(line.quantity) as bigint) as required,
        count(*) as line_count
    from mart.requirement_line as line
    join edition on edition.edition_date = line.edition_date
    where line.capability <> ''
    group by line.capability, case when $by = 'mission' then line.mission else 'all' end
),

asked as (
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
    ) as each
    group by capability
),

pledge as (
    select
        found.capability,
        case
            when $by = 'regional_group' then coalesce(country.regional_group, 'none')
            when $by = 'mission' then coalesce(found.mission_code, 'general')
            else 'all'
        end as code,
        case when found.unit in ('unit', 'company', 'platoon') then coalesce(found.quantity, 1) else 1 end as unit_count
    from mart.pledge as found
    cross join told
    left join mart.ministerial as meeting on meeting.ministerial = found.ministerial
    left join mart.country as country on country.iso3 = found.iso3
    where
        found.is_announced
        and found.track = 'unit'
        and found.status <> 'withdrawn'
        and (told.as_of is null or coalesce(found.dated, meeting.held_from, found.status_date) <= told.as_of)
),

announced as (
    select capability, code, cast(sum(unit_count) as bigint) as announced, count(*) as pledge_count
    from pledge
    group by capability, code
),

place as (
    select 'all' as code from told where $by = 'all'
    union
    select 'general' from told where $by = 'mission'
    union
    select distinct regional_group from mart.country where $by = 'regional_group' and is_member_state and regional_group is not null
    union
    select code from required where $by = 'mission'
    union
    select code from pledge
),

ledger as (
    select count(*) as ledger_count from mart.pledge where is_announced
),

named as (
    select capability from asked
    union
    select capability from required
    union
    select capability from pledge where capability is not null
)

select
    named.capability,
    place.code,
    required.required,
    case when ledger.ledger_count > 0 then coalesce(announced.announced, 0) end as announced,
    case when ledger.ledger_count > 0 then coalesce(announced.pledge_count, 0) end as announced_pledge_count,
    case
        when required.required is not null then 'asked'
        when required.line_count is not null or (asked.capability is not null and place.code in ('all', 'general')) then 'open_call'
        when asked.capability is not null and $by = 'regional_group' then 'open_call'
        else 'no_requirement'
    end as state,
    case
        when capability.section = 'counter_unmanned_aerial_systems' then capability.section
        else coalesce(asked.section, capability.section)
    end as section,
    capability.name as capability_name,
    capability.unit_of_count as unit_of_quantity,
    edition.edition_date
from named
cross join place
cross join edition
cross join ledger
left join required
    on required.capability = named.capability and required.code = case when $by = 'mission' then place.code else 'all' end
left join asked on asked.capability = named.capability
left join announced on announced.capability = named.capability and announced.code = place.code
left join mart.capability as capability on capability.capability = named.capability
order by asked.position nulls last, capability.position nulls last, named.capability, place.code

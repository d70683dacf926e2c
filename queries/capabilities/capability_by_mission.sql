-- title: Capabilities by mission
-- metric: Units that may serve in each mission, those pledged for it and those pledged for none, beside what an edition asks for there. Coverage = available units / outstanding; outstanding = required in that edition less the units selected or deployed that name the line they serve, never below 0. Available: Level 2 or higher, not stale, neither selected nor deployed, today inside its window (both days count), its condition met or none, and a rotation of slots only in a slot that a state covers. Level 1, Level 2 and Level 3 count units at that level or above; RDL, selected and deployed are counts beside them, and announced comes from the Ministerials, not from the PCRS: nothing is added across them. A unit pledged for no mission counts in each, so missions are never added: which line each could serve is matched under mission requirements
-- unit: units; coverage as a fraction, over 1 where more is available than outstanding
-- grain: one row per capability and mission where something is asked for, tied or deployed; general holds lines for any mission and units pledged for none
-- columns: capability = Capability; mission = Mission; required = Required; outstanding = Outstanding; announced = Announced; level_1 = Level 1 or above; level_2
--   = Level 2 or above; level_3 = Level 3 or above; rdl = RDL; selected = Selected; deployed = Deployed; available = Available; coverage = Coverage; state
--   = State; section = Section; capability_name = Capability, in words; unit_of_quantity = Counted in; announced_pledge_count = Announced pledges [count];
--   registered_count = Registered [count]; available_level_3 = Available at Level 3 or RDL; available_rdl = Available at RDL; stale_count = Stale units
--   [count]; condition_unknown_count = Kept by an unknown condition alone [count]; slot_uncovered_count = Kept by an uncovered slot alone [count];
--   serving_count = Selected or deployed for it [count]; edition_date = Edition [day]; export_on = Export of [day]; is_asked = The guide is of this
--   Ministerial
-- params: as_of DATE = null; edition DATE = null; today DATE = null; stale VARCHAR in (in, out) = 'in'
-- audience: restricted
-- from: mart.roster_unit, mart.roster_slot, mart.roster_equipment, mart.renewal_rule, mart.readiness_level, mart.requirement_line, mart.requirement, mart.capability, mart.pledge, mart.ministerial, mart.mission_line
-- note: what a mission asks for is what its lines of mission requirements of that day say, else the requirements file; selected and deployed count in the mission that they are selected for or deployed in, and lessen its requirement where they name the line they serve, else, where the edition asks for nothing of the kind there, the general one; stale: the months of the first period from acceptance are over, it was renewed, and the months of a renewal are over too, the last day still counting; no renewal reported after the first period is not reported, which is not stale; stale = out leaves stale units out of the counts of levels, which show them else; a condition that is not known to be met keeps a unit from being available, and units that nothing else keeps are counted apart, as are rotations that only lack a covered slot; Registered stands for individuals and training, has no level and is never below Level 1: it counts there and no higher; a partnered unit counts once, for who gives its personnel; withdrawn units count nowhere; announced: units of pledges announced in public, as many as each says in units, companies or platoons and one where it says persons, aircraft or vehicles, which are never added; c_uas_set counts units of any kind that carry a set, and the four parts of countering drones stand in one section and are never added; state: open_call where nobody says how many (announced pledges are counted, never a share), not_in_units where it is asked in persons, vehicles or sets, which units do not cover, met at outstanding 0, not_reported without an export; over 1 the true number stands; as_of leaves out exports, editions and pledges after that day; no edition means the newest; what the guide asks for without a quantity stands as an open call, except what it asks a unit to bring, which are tags of units

with told as (
    select
        cast($as_of as date) as as_of,
        cast($edition as date) as edition,
        coalesce(cast($today as date), current_date) as today
),

-- include: judged_unit,

edition as (
    select coalesce(told.edition, max(line.edition_date)) as edition_date
    from told
    left join mart.requirement_line as line on told.as_of is null or line.edition_date <= told.as_of
    group by told.edition
),

filed as (
    select
        line.capability,
        line.mission,
        cast(sum(line.quantity) as bigint) as required,
        count(*) as line_count
    from mart.requirement_line as line
    join edition on edition.edition_date = line.edition_date
    where line.capability <> ''
    group by line.capability, line.mission
),

needed as (
    select
        line.capability,
        line.mission,
        cast(sum(line.quantity) as bigint) as required,
        count(*) as line_count
    from mart.mission_line as line
    join (
        select max(earlier.edition_date) as edition_date
        from mart.mission_line as earlier
        cross join edition
        cross join told
        where
            (edition.edition_date is null or earlier.edition_date <= edition.edition_date)
            and (told.as_of is null or earlier.edition_date <= told.as_of)
    ) as newest on newest.edition_date = line.edition_date
    group by line.capability, line.mission
),

required as (
    select capability, mission, required, line_count
    from needed
    union all
    select filed.capability, filed.mission, filed.required, filed.line_count
    from filed
    left join needed on needed.capability = filed.capability and needed.mission = filed.mission
    where needed.mission is null
),

counted as (
    select capability, mission_specific, deployed_mission, level, status, renewal, why_not, requirement_line
    from judged
    union all
    select 'c_uas_set', mission_specific, deployed_mission, level, status, renewal, why_not, requirement_line
    from judged
    where
        capability <> 'c_uas_set'
        and unit_id in (
            select gear.unit_id
            from mart.roster_equipment as gear
            join export on export.export_on = gear.export_on
            where gear.tag = 'c_uas' and coalesce(gear.item_count, 1) > 0
        )
),

serving as (
    select
        unit.capability,
        case when required.mission is not null then required.mission else 'general' end as mission,
        count(*) as serving_count
    from judged as unit
    left join required on required.capability = unit.capability and required.mission = unit.deployed_mission
    where unit.status in ('selected', 'deployed') and unit.requirement_line is not null
    group by unit.capability, case when required.mission is not null then required.mission else 'general' end
),

place as (
    select 'general' as mission from told
    union
    select mission from required
    union
    select mission_specific from judged where mission_specific is not null
    union
    select deployed_mission from judged where status in ('selected', 'deployed') and deployed_mission is not null
),

grouped as (
    select
        counted.capability,
        counted.mission_specific,
        case when counted.status in ('selected', 'deployed') then counted.deployed_mission end as deployed_mission,
        count(case when counted.level is not null and ($stale = 'in' or counted.renewal <> 'stale') then 1 end) as level_1,
        count(case when ready.level is not null and ($stale = 'in' or counted.renewal <> 'stale') then 1 end) as level_2,
        count(case when counted.level in ('level_3', 'rdl') and ($stale = 'in' or counted.renewal <> 'stale') then 1 end) as level_3,
        count(case when counted.level = 'rdl' and ($stale = 'in' or counted.renewal <> 'stale') then 1 end) as rdl,
        count(case when counted.level = 'registered' then 1 end) as registered_count,
        count(case when counted.status = 'selected' then 1 end) as selected,
        count(case when counted.status = 'deployed' then 1 end) as deployed,
        count(case when counted.why_not is null then 1 end) as available,
        count(case when counted.why_not is null and counted.level in ('level_3', 'rdl') then 1 end) as available_level_3,
        count(case when counted.why_not is null and counted.level = 'rdl' then 1 end) as available_rdl,
        count(case when counted.renewal = 'stale' then 1 end) as stale_count,
        count(case when counted.why_not = 'condition_unknown' then 1 end) as condition_unknown_count,
        count(case when counted.why_not = 'slot_uncovered' then 1 end) as slot_uncovered_count
    from counted
    left join mart.readiness_level as ready on ready.level = counted.level
    group by
        counted.capability,
        counted.mission_specific,
        case when counted.status in ('selected', 'deployed') then counted.deployed_mission end
),

stage as (
    select
        grouped.capability,
        place.mission,
        cast(sum(case when grouped.mission_specific is null or grouped.mission_specific = place.mission then grouped.level_1 else 0 end) as bigint) as level_1,
        cast(sum(case when grouped.mission_specific is null or grouped.mission_specific = place.mission then grouped.level_2 else 0 end) as bigint) as level_2,
        cast(sum(case when grouped.mission_specific is null or grouped.mission_specific = place.mission then grouped.level_3 else 0 end) as bigint) as level_3,
        cast(sum(case when grouped.mission_specific is null or grouped.mission_specific = place.mission then grouped.rdl else 0 end) as bigint) as rdl,
        cast(sum(case when coalesce(grouped.deployed_mission, 'general') = place.mission then grouped.selected else 0 end) as bigint) as selected,
        cast(sum(case when coalesce(grouped.deployed_mission, 'general') = place.mission then grouped.deployed else 0 end) as bigint) as deployed,
        cast(sum(case when grouped.mission_specific is null or grouped.mission_specific = place.mission then grouped.available else 0 end) as bigint) as available,
        cast(sum(case when grouped.mission_specific is null or grouped.mission_specific = place.mission then grouped.registered_count else 0 end) as bigint) as registered_count,
        cast(sum(case when grouped.mission_specific is null or grouped.mission_specific = place.mission then grouped.available_level_3 else 0 end) as bigint) as available_level_3,
        cast(sum(case when grouped.mission_specific is null or grouped.mission_specific = place.mission then grouped.available_rdl else 0 end) as bigint) as available_rdl,
        cast(sum(case when grouped.mission_specific is null or grouped.mission_specific = place.mission then grouped.stale_count else 0 end) as bigint) as stale_count,
        cast(sum(case when grouped.mission_specific is null or grouped.mission_specific = place.mission then grouped.condition_unknown_count else 0 end) as bigint) as condition_unknown_count,
        cast(sum(case when grouped.mission_specific is null or grouped.mission_specific = place.mission then grouped.slot_uncovered_count else 0 end) as bigint) as slot_uncovered_count,
        cast(
            sum(
                case
                    when grouped.mission_specific = place.mission or grouped.deployed_mission = place.mission
                        or (place.mission = 'general' and grouped.mission_specific is null)
                        then 1
                    else 0
                end
            ) as bigint
        ) as tied_count
    from grouped
    cross join place
    group by grouped.capability, place.mission
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
        coalesce(found.mission_code, 'general') as mission,
        case when found.unit in ('unit', 'company', 'platoon') then coalesce(found.quantity, 1) else 1 end as unit_count
    from mart.pledge as found
    cross join told
    left join mart.ministerial as meeting on meeting.ministerial = found.ministerial
    where
        found.is_announced
        and found.track = 'unit'
        and found.status <> 'withdrawn'
        and (told.as_of is null or coalesce(found.dated, meeting.held_from, found.status_date) <= told.as_of)
),

announced as (
    select
        pledge.capability,
        place.mission,
        cast(sum(pledge.unit_count) as bigint) as announced,
        count(*) as pledge_count
    from pledge
    cross join place
    where pledge.mission = 'general' or pledge.mission = place.mission
    group by pledge.capability, place.mission
),

ledger as (
    select count(*) as ledger_count from mart.pledge where is_announced
),

named as (
    select capability from asked
    union
    select capability from required
    union
    select capability from stage
    union
    select capability from pledge where capability is not null
),

whole as (
    select
        named.capability,
        place.mission,
        required.required,
        case
            when required.required = 0 then 0
            when export.export_on is null or capability.unit_of_count not in ('units', 'teams') then null
            when required.required > coalesce(serving.serving_count, 0) then required.required - coalesce(serving.serving_count, 0)
            when required.required is not null then 0
        end as outstanding,
        case when ledger.ledger_count > 0 then coalesce(announced.announced, 0) end as announced,
        case when ledger.ledger_count > 0 then coalesce(announced.pledge_count, 0) end as announced_pledge_count,
        case when export.export_on is not null then coalesce(stage.level_1, 0) end as level_1,
        case when export.export_on is not null then coalesce(stage.level_2, 0) end as level_2,
        case when export.export_on is not null then coalesce(stage.level_3, 0) end as level_3,
        case when export.export_on is not null then coalesce(stage.rdl, 0) end as rdl,
        case when export.export_on is not null then coalesce(stage.selected, 0) end as selected,
        case when export.export_on is not null then coalesce(stage.deployed, 0) end as deployed,
        case when export.export_on is not null then coalesce(stage.available, 0) end as available,
        case when export.export_on is not null then coalesce(stage.registered_count, 0) end as registered_count,
        case when export.export_on is not null then coalesce(stage.available_level_3, 0) end as available_level_3,
        case when export.export_on is not null then coalesce(stage.available_rdl, 0) end as available_rdl,
        case when export.export_on is not null then coalesce(stage.stale_count, 0) end as stale_count,
        case when export.export_on is not null then coalesce(stage.condition_unknown_count, 0) end as condition_unknown_count,
        case when export.export_on is not null then coalesce(stage.slot_uncovered_count, 0) end as slot_uncovered_count,
        case when export.export_on is not null then coalesce(serving.serving_count, 0) end as serving_count,
        case
            when capability.section = 'counter_unmanned_aerial_systems' then capability.section
            else coalesce(asked.section, capability.section)
        end as section,
        capability.name as capability_name,
        capability.unit_of_count as unit_of_quantity,
        coalesce(capability.unit_of_count in ('units', 'teams'), true) as is_in_units,
        required.line_count is not null or (place.mission = 'general' and asked.capability is not null) as is_asked,
        coalesce(stage.tied_count, 0) > 0 as is_tied,
        edition.edition_date,
        export.export_on,
        asked.position as asked_position,
        capability.position
    from named
    cross join place
    cross join export
    cross join edition
    cross join ledger
    left join required on required.capability = named.capability and required.mission = place.mission
    left join serving on serving.capability = named.capability and serving.mission = place.mission
    left join asked on asked.capability = named.capability
    left join stage on stage.capability = named.capability and stage.mission = place.mission
    left join announced on announced.capability = named.capability and announced.mission = place.mission
    left join mart.capability as capability on capability.capability = named.capability
)

select
    capability,
    mission,
    required,
    outstanding,
    announced,
    level_1,
    level_2,
    level_3,
    rdl,
    selected,
    deployed,
    available,
    case when is_in_units and outstanding > 0 then available / cast(outstanding as double) end as coverage,
    case
        when required is null then case when is_asked then 'open_call' else 'no_requirement' end
        when required = 0 then 'met'
        when not is_in_units then 'not_in_units'
        when available is null then 'not_reported'
        when available >= outstanding then 'met'
        when available > 0 then 'partly_met'
        else 'unmet'
    end as state,
    section,
    capability_name,
    unit_of_quantity,
    announced_pledge_count,
    registered_count,
    available_level_3,
    available_rdl,
    stale_count,
    condition_unknown_count,
    slot_uncovered_count,
    serving_count,
    edition_date,
    export_on,
    is_asked
from whole
where is_asked or is_tied or (mission = 'general' and coalesce(announced_pledge_count, 0) > 0)
order by asked_position nulls last, position nulls last, capability, mission

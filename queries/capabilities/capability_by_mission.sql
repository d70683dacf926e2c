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

with parameters as (
    select
        cast($as_of as date) as as_of,
        cast($edition as date) as edition,
        coalesce(cast($today as date), current_date) as today
),

-- include: unit_status,

-- include: capability_units,

-- include: capability_asks,

-- Lines of mission requirements come before the lines of an edition for the same capability and mission.
mission_required as (
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
        cross join parameters
        where
            (edition.edition_date is null or earlier.edition_date <= edition.edition_date)
            and (parameters.as_of is null or earlier.edition_date <= parameters.as_of)
    ) as newest on newest.edition_date = line.edition_date
    group by line.capability, line.mission
),

edition_required as (
    select capability, mission, cast(sum(quantity) as bigint) as required, count(*) as line_count
    from edition_line
    group by capability, mission
),

required as (
    select capability, mission as place, required, line_count
    from mission_required
    union all
    select edition_required.capability, edition_required.mission, edition_required.required, edition_required.line_count
    from edition_required
    left join mission_required
        on mission_required.capability = edition_required.capability and mission_required.mission = edition_required.mission
    where mission_required.mission is null
),

serving as (
    select
        unit.capability,
        coalesce(required.place, 'general') as place,
        count(*) as serving_count
    from unit_status as unit
    left join required on required.capability = unit.capability and required.place = unit.deployed_mission
    where unit.status in ('selected', 'deployed') and unit.requirement_line is not null
    group by unit.capability, coalesce(required.place, 'general')
),

place as (
    select place, place = 'general' as is_open_call
    from (
        select 'general' as place
        union
        select place from required
        union
        select mission_specific from unit_status where mission_specific is not null
        union
        select deployed_mission from unit_status where status in ('selected', 'deployed') and deployed_mission is not null
    ) as named_place
),

-- A unit pledged for no mission stands at all of them, one pledged for a mission at that one; selected and deployed ones count where they serve.
tally_at_place as (
    select
        tally.place,
        tally.capability,
        tally.level_1 * tally.is_here as level_1,
        tally.level_2 * tally.is_here as level_2,
        tally.level_3 * tally.is_here as level_3,
        tally.rdl * tally.is_here as rdl,
        tally.registered_count * tally.is_here as registered_count,
        tally.selected * tally.is_served as selected,
        tally.deployed * tally.is_served as deployed,
        tally.available * tally.is_here as available,
        tally.available_level_3 * tally.is_here as available_level_3,
        tally.available_rdl * tally.is_here as available_rdl,
        tally.stale_count * tally.is_here as stale_count,
        tally.condition_unknown_count * tally.is_here as condition_unknown_count,
        tally.slot_uncovered_count * tally.is_here as slot_uncovered_count
    from (
        select
            place.place,
            unit_tally.*,
            case when unit_tally.mission_specific is null or unit_tally.mission_specific = place.place then 1 else 0 end as is_here,
            case when coalesce(unit_tally.deployed_mission, 'general') = place.place then 1 else 0 end as is_served
        from unit_tally
        cross join place
    ) as tally
),

tied as (
    select distinct tally.capability, place.place
    from unit_tally as tally
    join place
        on tally.mission_specific = place.place
        or tally.deployed_mission = place.place
        or (place.place = 'general' and tally.mission_specific is null)
),

announced as (
    select
        unit_pledge.capability,
        place.place,
        cast(sum(unit_pledge.unit_count) as bigint) as announced,
        count(*) as pledge_count
    from unit_pledge
    join place on unit_pledge.mission = 'general' or unit_pledge.mission = place.place
    group by unit_pledge.capability, place.place
),

-- include: capability_standing

select
    standing.capability,
    standing.place as mission,
    standing.required,
    standing.outstanding,
    standing.announced,
    standing.level_1,
    standing.level_2,
    standing.level_3,
    standing.rdl,
    standing.selected,
    standing.deployed,
    standing.available,
    standing.coverage,
    standing.state,
    standing.section,
    standing.capability_name,
    standing.unit_of_quantity,
    standing.announced_pledge_count,
    standing.registered_count,
    standing.available_level_3,
    standing.available_rdl,
    standing.stale_count,
    standing.condition_unknown_count,
    standing.slot_uncovered_count,
    standing.serving_count,
    standing.edition_date,
    standing.export_on,
    standing.is_asked
from capability_standing as standing
left join tied on tied.capability = standing.capability and tied.place = standing.place
where
    standing.is_asked
    or tied.place is not null
    or (standing.place = 'general' and coalesce(standing.announced_pledge_count, 0) > 0)
order by standing.ask_position nulls last, standing.position nulls last, standing.capability, standing.place

-- title: Units behind the readiness curve
-- list: Each available unit, the day by which its level says it can be there, and what a question takes out
-- unit: days; people
-- grain: one row per available unit of the latest export, the soonest first, then in UN order
-- columns: unit_id = Unit; iso3 = Code; regional_group = UN regional group; capability = Capability; level = Level; day = By day; clock = Counted from;
--   strength_count = People in the unit [count]; available_to = Available until [day]; renewal = Renewal; mission_specific = Pledged for; partners =
--   Partners; taken_out = Taken out with; relies_on = Relies on what is taken out; export_on = Export of [day]; file_name = File; place = Place
-- params: today DATE; capability VARCHAR = null; as_of DATE = null; without_units VARCHAR = null; without_states VARCHAR = null; without_missions VARCHAR = null
-- audience: restricted
-- from: mart.roster_unit, mart.roster_slot, mart.renewal_rule, mart.readiness_level, mart.country, mart.roster_partner, meta.file
-- note: available: Level 2 or higher, not stale, neither selected, deployed nor withdrawn, inside its window, its condition met or none, a rotation only in a covered slot; twelve calendar months from acceptance and then six from each renewal, the last day counting; no renewal reported is not stale; taken_out says by what: unit, state or mission; relies_on are states taken out that give it something else than personnel: it stays in the count

with parameters as (
    select cast($as_of as date) as as_of, cast($today as date) as today
),

-- include: unit_status,

-- include: placed_unit,

-- include: supposed_unit,

partner as (
    select
        export_on,
        unit_id,
        string_agg(iso3 || ':' || coalesce(role, ''), ';' order by iso3, role) as partners
    from mart.roster_partner
    where iso3 is not null
    group by export_on, unit_id
),

reliant as (
    select export_on, unit_id, string_agg(iso3, ';' order by iso3) as relies_on
    from (
        select distinct export_on, unit_id, iso3
        from mart.roster_partner
        where coalesce(position(';' || iso3 || ';' in ';' || $without_states || ';'), 0) > 0
    ) as partner
    group by export_on, unit_id
)

select
    unit.unit_id,
    unit.iso3,
    unit.regional_group,
    unit.capability,
    unit.level,
    unit.days as day,
    unit.clock,
    unit.strength_count,
    unit.available_to,
    unit.renewal,
    unit.mission_specific,
    partner.partners,
    unit.taken_out,
    reliant.relies_on,
    unit.export_on,
    file.name as file_name,
    unit.place
from supposed_unit as unit
left join meta.file as file on file.file_id = unit.file_id
left join partner on partner.export_on = unit.export_on and partner.unit_id = unit.unit_id
left join reliant on reliant.export_on = unit.export_on and reliant.unit_id = unit.unit_id
where unit.why_not is null and ($capability is null or unit.capability = $capability)
order by unit.days, unit.un_order nulls last, unit.iso3, unit.unit_id

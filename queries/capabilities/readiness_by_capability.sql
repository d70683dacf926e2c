-- title: Readiness by capability
-- metric: Available units of each capability whose level says that they can be there by a day, and the people in them; each day counts those of the days before
-- unit: units; people, empty where no unit of them reports its strength
-- grain: one row per capability with an available unit and day, in the order of the list of capabilities
-- columns: capability = Capability; day = By day; level = Level; unit_count = Units [count]; person_count = Persons [count]; strength_reported_count = Units with
--   strength reported [count]
-- params: today DATE; as_of DATE = null; without_units VARCHAR = null; without_states VARCHAR = null; without_missions VARCHAR = null
-- audience: restricted
-- from: mart.roster_unit, mart.roster_slot, mart.renewal_rule, mart.readiness_level, mart.country, mart.capability
-- note: available: Level 2 or higher, not stale, neither selected, deployed nor withdrawn, inside its window, its condition met or none, a rotation only in a covered slot; twelve calendar months from acceptance and then six from each renewal, the last day counting; no renewal reported is not stale; capabilities whose units a question takes out all stay, with 0; a capability without an available unit is not listed

with parameters as (
    select cast($as_of as date) as as_of, cast($today as date) as today
),

-- include: unit_status,

-- include: placed_unit,

-- include: supposed_unit,

fit as (
    select capability, days, strength_count, case when taken_out is null then 1 end as is_left
    from supposed_unit
    where why_not is null
),

-- Each capability at each level.
named as (
    select distinct fit.capability, step.days as day, step.level
    from fit
    cross join mart.readiness_level as step
)

select
    named.capability,
    named.day,
    named.level,
    count(fit.is_left) as unit_count,
    cast(
        case when count(fit.is_left) = 0 then 0 else sum(case when fit.is_left = 1 then fit.strength_count end) end as bigint
    ) as person_count,
    count(case when fit.is_left = 1 then fit.strength_count end) as strength_reported_count
from named
left join fit on fit.capability = named.capability and fit.days <= named.day
left join mart.capability as capability on capability.capability = named.capability
group by named.capability, capability.position, named.day, named.level
order by capability.position nulls last, named.capability, named.day

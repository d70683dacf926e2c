-- title: Units that could be there by day 60, 120 and 180
-- metric: Available units whose level says that they can be there by that day, and the people in them; each day counts those of the days before
-- unit: units; people, empty where no unit of them reports its strength
-- grain: one row per day of the levels, the first first
-- columns: day = By day; level = Level; clock = Counted from; unit_count = Units [count]; person_count = Persons [count]; strength_reported_count = Units with
--   strength reported [count]; window_ends_count = Units whose window ends before [count]
-- params: today DATE; capability VARCHAR = null; as_of DATE = null; without_units VARCHAR = null; without_states VARCHAR = null; without_missions VARCHAR = null; add_count INTEGER = 0; add_level VARCHAR in (rdl, level_3, level_2) = 'rdl'
-- audience: restricted
-- from: mart.roster_unit, mart.roster_slot, mart.renewal_rule, mart.readiness_level, mart.country
-- note: available: Level 2 or higher, not stale, neither selected, deployed nor withdrawn, inside its window, its condition met or none, a rotation only in a covered slot; twelve calendar months from acceptance and then six from each renewal, the last day counting; no renewal reported is not stale; as_of leaves out exports after that day; the clock of the Rapid Deployment Level runs from the formal invitation, those of Level 3 and Level 2 from the acceptance of an invitation; a day of the curve is counted on the clock of each level and not from today, so that an invitation that an export dates moves no unit along it: the day by which such a unit is due stands in roster_units; codes of what is taken out stand with ; between them; a mission takes out the units pledged for it alone, and what is deployed there is never available by itself; people are those of the strength_reported_count units that report a strength; window_ends_count units close their window before that day; add_count units are supposed and bring no strength

with parameters as (
    select cast($as_of as date) as as_of, cast($today as date) as today
),

-- include: unit_status,

-- include: placed_unit,

-- include: supposed_unit,

ready_unit as (
    select days, strength_count, available_to
    from supposed_unit
    where why_not is null and taken_out is null and ($capability is null or capability = $capability)
),

ready as (
    select
        step.days,
        step.level,
        step.clock,
        count(ready_unit.days) as unit_count,
        count(ready_unit.strength_count) as strength_reported_count,
        sum(ready_unit.strength_count) as person_count,
        count(
            case when ready_unit.available_to < cast($today as date) + step.days * interval '1 day' then 1 end
        ) as window_ends_count
    from mart.readiness_level as step
    left join ready_unit on ready_unit.days <= step.days
    group by step.days, step.level, step.clock
),

added as (
    select days, coalesce($add_count, 0) as added_count
    from mart.readiness_level
    where level = $add_level
)

select
    ready.days as day,
    ready.level,
    ready.clock,
    cast(ready.unit_count + case when added.days <= ready.days then added.added_count else 0 end as bigint) as unit_count,
    cast(
        case
            when ready.unit_count + case when added.days <= ready.days then added.added_count else 0 end = 0 then 0
            else ready.person_count
        end as bigint
    ) as person_count,
    ready.strength_reported_count,
    ready.window_ends_count
from ready
cross join added
order by ready.days

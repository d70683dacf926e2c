-- title: What is asked of units, line by line
-- list: The lines of mission requirements, and beside them what the requirements file asks for beyond them, in a mission or in any, each with the units that serve it and what is outstanding
-- unit: units
-- grain: one row per line of mission requirements, and per capability and mission of the requirements file
-- columns: line = Line; mission = Mission; capability = Capability; quantity = Quantity; serving_count = Selected or deployed for it [count]; outstanding =
--   Outstanding; languages = Languages; equipment_tags = Equipment; readiness_days = Within days; women_percent = Women, %;
--   is_in_units = Counted in units
-- params: as_of DATE = null; edition DATE = null; today DATE = null; without_units VARCHAR = null; without_states VARCHAR = null; without_missions VARCHAR = null
-- audience: restricted
-- from: mart.mission_line, mart.requirement_line, mart.roster_unit, mart.roster_slot, mart.renewal_rule, mart.readiness_level, mart.country, mart.capability
-- note: lines come before the file for the same capability and mission; general is what the file asks for beyond all that named missions ask for, never below 0: neither source says whether the one holds the other, and the larger stands, never their sum; a row of the file has no line; a unit serves the line that it names, else what the file asks for in its mission, else in any; no edition means the newest of each source, an edition or as_of the newest up to that day; a unit that a question takes out serves nothing; codes of what is taken out stand with ; between them

with parameters as (
    select
        cast($as_of as date) as as_of,
        cast($edition as date) as edition,
        coalesce(cast($today as date), current_date) as today
),

-- include: unit_status,

-- include: placed_unit,

-- include: supposed_unit,

staying_unit as (
    select unit_id, capability, status, requirement_line, deployed_mission
    from supposed_unit
    where taken_out is null
),

-- include: demand,

-- include: demand_served (unit_status as staying_unit),

-- include: counted_in_units

select
    served.line_id as line,
    served.mission,
    served.capability,
    served.quantity,
    cast(served.serving_count as bigint) as serving_count,
    cast(served.outstanding as bigint) as outstanding,
    line.languages,
    line.equipment_tags,
    line.readiness_days,
    line.women_percent,
    coalesce(counted.is_in_units, true) as is_in_units
from demand_served as served
cross join line_edition
left join mart.mission_line as line on line.line_id = served.line_id and line.edition_date = line_edition.edition_date
left join counted_in_units as counted on counted.capability = served.capability
order by
    served.capability,
    served.line_id nulls last,
    case when served.mission = 'general' then 1 else 0 end,
    served.mission

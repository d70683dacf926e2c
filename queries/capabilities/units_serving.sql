-- title: Units that serve what is asked for
-- list: Each unit selected or deployed for a line of mission requirements, or for what the requirements file asks beyond the lines
-- unit: one row per unit
-- grain: one row per unit that names what it serves, in UN order
-- columns: unit_id = Unit; iso3 = Code; capability = Capability; line = Line; mission = Mission
-- params: as_of DATE = null; edition DATE = null; today DATE = null
-- audience: restricted
-- from: mart.mission_line, mart.requirement_line, mart.roster_unit, mart.roster_slot, mart.renewal_rule, mart.readiness_level, mart.country
-- note: a unit serves the line that it names, else what the file asks for in its mission, else in any; no edition means the newest

with parameters as (
    select
        cast($as_of as date) as as_of,
        cast($edition as date) as edition,
        coalesce(cast($today as date), current_date) as today
),

-- include: unit_status,

-- include: demand,

-- include: demand_served

select
    serving_unit.unit_id,
    unit_status.provider_iso3 as iso3,
    serving_unit.capability,
    serving_unit.line_id as line,
    serving_unit.mission
from serving_unit
join unit_status on unit_status.unit_id = serving_unit.unit_id
left join mart.country as country on country.iso3 = unit_status.provider_iso3
order by country.un_order nulls last, serving_unit.unit_id

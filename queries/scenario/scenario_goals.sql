-- title: Parity categories of capabilities
-- list: Each capability whose people are of a category of the parity targets, with the share asked for in the year of a day
-- unit: percent
-- grain: one row per capability of a category
-- columns: capability = Capability; category = Category; position = Order; goal_percent = Asked for, %; goal_year = Target of
-- params: today DATE = null
-- audience: open
-- from: mart.capability, mart.capability_people, mart.personnel_type, mart.parity_category, mart.parity_target
-- note: no day means the current date; the year's target where it was found, else the 2025 minimum; officers and teams of police by their type in the monthly file; other military units are contingent troops; experts of justice and corrections are government-provided personnel

with parameters as (
    select cast(extract(year from coalesce(cast($today as date), current_date)) as integer) as year
),

kind as (
    select personnel_type, min(category) as category
    from mart.personnel_type
    group by personnel_type
),

of_capability as (
    select
        capability.capability,
        coalesce(
            kind.category,
            case
                when capability.component = 'justice_corrections' and capability.unit_of_count = 'persons' then 'justice_corrections_gpp'
                when capability.component = 'military' and capability.unit_of_count in ('units', 'teams') then 'contingent_troops'
            end
        ) as category
    from mart.capability as capability
    left join mart.capability_people as people on people.capability = capability.capability
    left join kind on kind.personnel_type = people.personnel_type
)

select
    of_capability.capability,
    category.category,
    category.position,
    coalesce(of_year.target_percent, of_2025.target_percent) as goal_percent,
    case when of_year.target_percent is null then 2025 else parameters.year end as goal_year
from of_capability
join mart.parity_category as category on category.category = of_capability.category
cross join parameters
left join mart.parity_target as of_year on of_year.category = category.category and of_year.year = parameters.year
left join mart.parity_target as of_2025 on of_2025.category = category.category and of_2025.year = 2025
order by category.position, of_capability.capability

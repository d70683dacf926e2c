-- Demand less what serves it: before it stand demand and unit_status; it leaves `serving_unit` (which row of it each unit serves) and `demand_served`, the rows of demand with serving_count and
-- outstanding (null where no number is asked). A unit selected or deployed serves the line that it names; where it names another ask,
-- what the file asks for in its mission, else in any.
serving_unit as (
    select
        unit.unit_id,
        unit.capability,
        line.line_id,
        coalesce(line.mission, beyond.mission, 'general') as mission
    from unit_status as unit
    left join demand as line on line.capability = unit.capability and line.line_id = unit.requirement_line
    left join demand as beyond
        on beyond.capability = unit.capability and beyond.mission = unit.deployed_mission and beyond.line_id is null
    where unit.status in ('selected', 'deployed') and unit.requirement_line is not null
),

serving as (
    select capability, line_id, mission, count(*) as serving_count
    from serving_unit
    group by capability, line_id, mission
),

demand_served as (
    select
        demand.*,
        coalesce(serving.serving_count, 0) as serving_count,
        case
            when demand.quantity > coalesce(serving.serving_count, 0) then demand.quantity - coalesce(serving.serving_count, 0)
            when demand.quantity is not null then 0
        end as outstanding
    from demand
    left join serving
        on serving.capability = demand.capability
        and serving.mission = demand.mission
        and coalesce(serving.line_id, '') = coalesce(demand.line_id, '')
)

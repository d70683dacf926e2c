-- Of what nothing is asked: `silent` with mission, and ends_on, or the iso3 and category of a contingent that goes home, which only the restricted
-- database knows. Before it stands `parameters` with today; it reads mart.mission, mart.figure_rule and mart.mission_event.
silent as (
    select
        mission.mission_code as mission,
        cast(null as varchar) as iso3,
        cast(null as varchar) as category,
        coalesce(mission.ended_on, mission.operations_end_on) as ends_on
    from mart.mission as mission
    join mart.figure_rule as rule on rule.rule = 'mission_closing'
    cross join parameters
    where coalesce(mission.ended_on, mission.operations_end_on) <= cast(parameters.today + rule.value * interval '1' month as date)
    union all
    select event.missions, event.states, event.category, null
    from mart.mission_event as event
    where event.kind = 'withdrawal'
)

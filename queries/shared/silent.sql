-- Of what nothing is asked: `silent` with mission, and ends_on, or the iso3 and category of a contingent that goes home, which only the restricted
-- database knows: an event may name several missions (or ALL) and states, and no category means all. Before it stands `parameters` with today; it reads mart.mission,
-- mart.figure_rule, mart.mission_event, mart.country and mart.parity_category.
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
    select mission.mission_code, country.iso3, kind.category, null
    from mart.mission_event as event
    join mart.mission as mission
        on position(';' || mission.mission_code || ';' in ';' || event.missions || ';') > 0
        or (event.missions = 'ALL' and mission.is_peacekeeping)
    join mart.country as country on position(';' || country.iso3 || ';' in ';' || event.states || ';') > 0
    join mart.parity_category as kind on kind.category = event.category or event.category is null
    where event.kind = 'withdrawal'
)

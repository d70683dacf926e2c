-- title: Missions and contingents of which nothing is asked
-- list: Missions that have ended or end within the months of the rule, and contingents that go home
-- unit: as named
-- grain: one row per mission (no contributor and no category), or contingent
-- columns: mission = Mission; iso3 = Code; category = Personnel category; ends_on = Ends on [day]
-- params: today DATE
-- audience: open
-- from: mart.mission, mart.figure_rule, mart.mission_event
-- note: no ask, no chase and no need of women stands for them; contingents that go home are known in the restricted database alone

select
    mission.mission_code as mission,
    null as iso3,
    null as category,
    coalesce(mission.ended_on, mission.operations_end_on) as ends_on
from mart.mission as mission
join mart.figure_rule as rule on rule.rule = 'mission_closing'
where coalesce(mission.ended_on, mission.operations_end_on) <= cast(cast($today as date) + rule.value * interval '1' month as date)
union all
select event.missions, event.states, event.category, null
from mart.mission_event as event
where event.kind = 'withdrawal'
order by mission, iso3

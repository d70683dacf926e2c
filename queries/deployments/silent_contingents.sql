-- title: Missions and contingents of which nothing is asked
-- list: Missions that have ended or end within the months of the rule, and contingents that go home
-- unit: as named
-- grain: one row per mission (no contributor and no category), or contingent
-- columns: mission = Mission; iso3 = Code; category = Personnel category; ends_on = Ends on [day]
-- params: today DATE
-- audience: open
-- from: mart.mission, mart.figure_rule, mart.mission_event, mart.country, mart.parity_category
-- note: no ask, no chase and no need of women stands for them; contingents that go home are known in the restricted database alone

with parameters as (
    select cast($today as date) as today
),

-- include: silent

select mission, iso3, category, ends_on
from silent
order by mission, iso3

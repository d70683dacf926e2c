-- title: Categories in which no women are asked for
-- list: Categories of a mission, and of a contributor, of which everybody in the month is in a mission that has ended or ends soon, or goes home
-- unit: as named
-- grain: one row per mission and category (no contributor), or contributor and category (no mission)
-- columns: mission = Mission; iso3 = Code; category = Personnel category
-- params: today DATE; as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'
-- audience: open
-- from: mart.deployment_month, mart.gpp_snapshot, mart.reported_month, mart.parity_category, mart.mission, mart.figure_rule, mart.mission_event, mart.country
-- note: no date means the latest reported month; where some stay the need stands as it is, for events change no figure; contingents that go home are known in the restricted database alone

with parameters as (
    select cast($today as date) as today
),

-- include: silent,

-- include: parity_people,

-- include: people_asked,

grouped as (
    select cast(mission_code as varchar) as mission, cast(null as varchar) as iso3, cast(category as varchar) as category, min(is_silent) as is_silent
    from people_asked
    where mission_code is not null
    group by mission_code, category
    union all
    select null, cast(iso3 as varchar), cast(category as varchar), min(is_silent)
    from people_asked
    group by iso3, category
)

select mission, iso3, category
from grouped
where is_silent = 1
order by mission nulls last, iso3, category

-- title: Units of the roster in all
-- metric: Units of the newest export: at or above each level, available, selected, stale
-- unit: units
-- grain: one row
-- columns: unit_count = Units [count]; level_1_count = Level 1 or above [count]; level_2_count = Level 2 or above [count]; level_3_count = Level 3 or above
--   [count]; rdl_unit_count = RDL units [count]; available_count = Available [count]; selected_count = Selected [count]; stale_count = Stale units [count]
-- params: as_of DATE = null; today DATE = null; iso3 VARCHAR = null
-- audience: restricted, own
-- from: mart.roster_unit, mart.roster_slot, mart.renewal_rule, mart.readiness_level
-- note: level counts are at or above, Registered has no level and counts at Level 1 or above alone; available as everywhere; stale units are in the levels and not available; selected and stale are counts beside them; iso3 counts the units for which that state gives the personnel on the day; withdrawn units count nowhere

with parameters as (
    select cast($as_of as date) as as_of, coalesce(cast($today as date), current_date) as today
),

-- include: unit_status

select
    count(*) as unit_count,
    count(unit_status.level) as level_1_count,
    count(unit_status.ready_days) as level_2_count,
    count(case when unit_status.level in ('level_3', 'rdl') then 1 end) as level_3_count,
    count(case when unit_status.level = 'rdl' then 1 end) as rdl_unit_count,
    count(case when unit_status.why_not is null then 1 end) as available_count,
    count(case when unit_status.status = 'selected' then 1 end) as selected_count,
    count(case when unit_status.renewal = 'stale' then 1 end) as stale_count
from unit_status
where cast($iso3 as varchar) is null or unit_status.provider_iso3 = $iso3

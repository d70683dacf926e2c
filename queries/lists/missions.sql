-- title: Missions
-- metric: Acronym, name, kind and predecessors
-- unit: as named
-- grain: one row per mission
-- params: 
-- audience: open
-- from: mart.mission
-- note: blank means not sourced

select mission_code, name, kind, is_peacekeeping, lineage_code, successor_code, host_iso3, hq_city, started_on, ended_on, ended_precision, note, source
from mart.mission
order by mission_code

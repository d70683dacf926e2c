-- title: Missions
-- list: Acronym, name, kind, successors, place, mandate, language and ceilings, each with its source
-- unit: as named
-- grain: one row per mission
-- params: 
-- audience: open
-- from: mart.mission
-- note: blank means not sourced

select
    mission_code,
    name,
    kind,
    is_peacekeeping,
    lineage_code,
    successor_code,
    host_iso3,
    hq_city,
    hq_latitude,
    hq_longitude,
    started_on,
    ended_on,
    ended_precision,
    operations_end_on,
    operations_end_source,
    poc_mandate,
    poc_source,
    working_language,
    language_source,
    ceiling_military,
    ceiling_observers_staff_officers,
    ceiling_individual_police,
    ceiling_formed_police,
    ceiling_date,
    ceiling_source,
    note,
    source
from mart.mission
order by mission_code

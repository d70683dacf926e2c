-- title: Missions
-- list: Acronym, name, kind, successors, place, mandate, language and ceilings, each with its source
-- unit: as named
-- grain: one row per mission
-- columns: mission_code = Mission; name = Name; kind = Kind; is_peacekeeping = Peacekeeping operation; lineage_code = Mission, renamed ones as one;
--   successor_code = Successor; host_iso3 = Host; hq_city = Headquarters; hq_latitude = Latitude of headquarters; hq_longitude = Longitude of
--   headquarters; started_on = Started [day]; ended_on = Ended [day]; ended_precision = End known to the; ended_source = Source of the end; operations_end_on = Operations end on [day];
--   operations_end_source = Source of the end of operations; mandate_last_day =
--   Last known day of the mandate [day]; mandate_source = Source of the mandate's last day; poc_mandate = Mandate to protect civilians; poc_source = Source of the mandate;
--   working_language = Working language; language_source = Source of the language; ceiling_military = Ceiling, military personnel;
--   ceiling_observers_staff_officers = Ceiling, observers and staff officers; ceiling_police = Ceiling, all police; ceiling_individual_police = Ceiling, individual police;
--   ceiling_formed_police = Ceiling, formed police; ceiling_date = Ceiling as of [day]; ceiling_source = Source of the ceiling; note = Note; source =
--   Source
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
    ended_source,
    operations_end_on,
    operations_end_source,
    mandate_last_day,
    mandate_source,
    poc_mandate,
    poc_source,
    working_language,
    language_source,
    ceiling_military,
    ceiling_observers_staff_officers,
    ceiling_police,
    ceiling_individual_police,
    ceiling_formed_police,
    ceiling_date,
    ceiling_source,
    note,
    source
from mart.mission
order by mission_code

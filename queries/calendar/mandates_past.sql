-- title: Mandates past their last known day
-- list: Missions that have not ended, the last day of whose mandate in these sources lies before the day
-- unit: none
-- grain: one row per mission, in order of the day
-- columns: mission = Mission; mandate_last_day = Last known day of the mandate [day]; mandate_source = Source
-- params: today DATE
-- audience: open
-- from: mart.mission
-- note: a renewal that is not in these sources may well have been decided; a mission whose end is sourced is not listed after it

select mission.mission_code as mission, mission.mandate_last_day, mission.mandate_source
from mart.mission as mission
where
    mission.mandate_last_day < cast($today as date)
    and coalesce(mission.ended_on, mission.operations_end_on, cast($today as date)) >= cast($today as date)
order by mission.mandate_last_day, mission.mission_code

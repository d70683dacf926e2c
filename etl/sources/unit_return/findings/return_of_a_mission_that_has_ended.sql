-- A return of a later day than the sourced end of its mission: a slip of the mission or of the day, or people who wind it up.
select
    entry.file_id,
    entry.line,
    entry.sheet,
    entry.unit_id || ' reports for ' || entry.as_of || ', and ' || entry.mission || ' ended on ' || coalesce(mission.ended_on, mission.operations_end_on) as detail
from mart.unit_return as entry
join mart.mission as mission on mission.mission_code = entry.mission
where coalesce(mission.ended_on, mission.operations_end_on) < entry.as_of;

-- An edition of a later day than the sourced end of the mission for which the line asks.
select
    entry.file_id,
    entry.line,
    entry.sheet,
    entry.line_id || ' asks on ' || entry.edition_date || ' for ' || entry.mission || ', which ended on ' || coalesce(mission.ended_on, mission.operations_end_on) as detail
from mart.mission_line as entry
join mart.mission as mission on mission.mission_code = entry.mission
where coalesce(mission.ended_on, mission.operations_end_on) < entry.edition_date;

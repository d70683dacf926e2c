-- The missions file says active; its own end date, or the mission reference, says that the mission has ended.
select
    file.file_id,
    file.line,
    file.sheet,
    file.mission_code || ' is marked active and ended on ' || coalesce(file.ended_on, mission.ended_on) as detail
from mart.mission_file as file
left join mart.mission as mission using (mission_code)
where file.is_active and coalesce(file.ended_on, mission.ended_on) <= coalesce(file.updated_on, file.ended_on, mission.ended_on);

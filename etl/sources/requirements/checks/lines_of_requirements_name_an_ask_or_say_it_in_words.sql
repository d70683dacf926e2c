-- The mission general means any; every other one is a mission of the reference list.
select line.edition_date, line.requirement_id, line.requirement, line.mission, line.quantity
from mart.requirement_line as line
left join mart.mission as mission on mission.mission_code = line.mission
where
    (line.requirement_id = '' and line.requirement = '')
    or (line.mission <> 'general' and mission.mission_code is null)
    or line.quantity < 0;

-- The grain of mart.requirement_line, its codes, and that an id is one of the guide's.
select line.edition_date, line.requirement_id, line.requirement, line.mission, line.capability, count(*) as row_count
from mart.requirement_line as line
left join mart.requirement as ask on ask.requirement_id = line.requirement_id
left join mart.capability as capability on capability.capability = line.capability
left join mart.mission as mission on mission.mission_code = line.mission
group by line.edition_date, line.requirement_id, line.requirement, line.mission, line.capability
having
    count(*) > 1
    or line.edition_date is null
    or line.requirement_id is null
    or line.requirement is null
    or line.mission is null
    or line.capability is null
    or (line.requirement_id = '' and line.requirement = '')
    or (line.requirement_id <> '' and count(ask.requirement_id) = 0)
    or (line.mission <> 'general' and count(mission.mission_code) = 0)
    or (line.capability <> '' and count(capability.capability) = 0)
    or count(case when line.quantity < 0 then 1 end) > 0;

-- The grain of mart.mission_line and its codes.
select line.edition_date, line.line_id, count(*) as row_count
from mart.mission_line as line
left join mart.capability as capability on capability.capability = line.capability
left join mart.mission as mission on mission.mission_code = line.mission
group by line.edition_date, line.line_id
having
    count(*) > 1
    or line.edition_date is null
    or line.line_id is null
    or count(capability.capability) = 0
    or count(mission.mission_code) = 0
    or count(case when line.quantity < 0 or line.readiness_days < 0 or line.women_percent not between 0 and 100 then 1 end) > 0;

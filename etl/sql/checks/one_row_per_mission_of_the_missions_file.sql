-- The grain of mart.mission_file.
select mission_code, count(*) as row_count
from mart.mission_file
group by mission_code
having count(*) > 1;

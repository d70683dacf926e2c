-- The grain of mart.deployment_month.
select as_of, mission_code, iso3, personnel_type, count(*) as row_count
from mart.deployment_month
group by as_of, mission_code, iso3, personnel_type
having count(*) > 1;

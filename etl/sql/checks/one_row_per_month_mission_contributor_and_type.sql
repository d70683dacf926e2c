-- The grain of mart.deployment_month. Days are months' ends: where a group's rows are as many as its months, no key stands twice,
-- and only the rows of the other groups are counted by the whole key.
with suspect as (
    select mission_code, iso3, personnel_type
    from mart.deployment_month
    group by mission_code, iso3, personnel_type
    having count(*) is distinct from scratch.month_count(as_of)
)

select month.as_of, month.mission_code, month.iso3, month.personnel_type, count(*) as row_count
from mart.deployment_month as month
join suspect
    on suspect.mission_code is not distinct from month.mission_code
    and suspect.iso3 is not distinct from month.iso3
    and suspect.personnel_type is not distinct from month.personnel_type
group by month.as_of, month.mission_code, month.iso3, month.personnel_type
having count(*) > 1;

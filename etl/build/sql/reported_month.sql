-- The months that the loaded files report. A month that is not here is a gap, never zero.
create table mart.reported_month as
select as_of, cast(count(*) as bigint) as row_count
from mart.deployment_month
group by as_of
order by as_of;

-- title: Reported months
-- list: The months that the loaded files report, newest first
-- unit: as named
-- grain: one row per month
-- columns: as_of = As of [day]; row_count = Rows [count]
-- params: 
-- audience: open
-- from: mart.reported_month
-- note: a month that is not listed is a gap

select as_of, row_count
from mart.reported_month
order by as_of desc

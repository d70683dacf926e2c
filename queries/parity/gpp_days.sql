-- title: Snapshots of justice and corrections personnel
-- list: The days for which a snapshot is loaded, newest first
-- unit: as named
-- grain: one row per day
-- columns: as_of = As of [day]; row_count = Rows [count]
-- params: 
-- audience: open
-- from: mart.gpp_snapshot
-- note: a day that is not listed has no figure: not reported, not zero

select as_of, count(*) as row_count
from mart.gpp_snapshot
group by as_of
order by as_of desc

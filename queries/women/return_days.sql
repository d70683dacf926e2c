-- title: Days of unit returns
-- list: Days for which units sent a return, with the number of units
-- unit: units
-- grain: one row per day, the newest first
-- columns: as_of = As of [day]; unit_count = Units [count]
-- params: as_of DATE = null
-- audience: restricted, own
-- from: mart.unit_return
-- note: no day means all

select as_of, count(unit_id) as unit_count
from mart.unit_return
where cast($as_of as date) is null or as_of <= cast($as_of as date)
group by as_of
order by as_of desc

-- title: Days of officer lists
-- list: Days for which a list of officers is loaded, with its rows
-- unit: rows
-- grain: one row per day, the newest first
-- columns: as_of = As of [day]; row_count = Rows [count]
-- params: as_of DATE = null
-- audience: restricted, own
-- from: mart.officer_post
-- note: no day means all

select as_of, count(kind) as row_count
from mart.officer_post
where cast($as_of as date) is null or as_of <= cast($as_of as date)
group by as_of
order by as_of desc

-- title: Editions of the requirements file
-- list: The editions that are loaded, with how many lines each has and how many of them say a quantity
-- unit: lines
-- grain: one row per edition, the newest first
-- columns: edition_date = Edition [day]; line_count = Lines [count]; with_quantity_count = Lines with a quantity [count]; mission_line_count = Lines for a named
--   mission [count]
-- params: as_of DATE = null
-- audience: open
-- from: mart.requirement_line
-- note: as_of leaves out editions after that day

select
    edition_date,
    count(*) as line_count,
    count(quantity) as with_quantity_count,
    count(case when mission <> 'general' then 1 end) as mission_line_count
from mart.requirement_line
where cast($as_of as date) is null or edition_date <= cast($as_of as date)
group by edition_date
order by edition_date desc

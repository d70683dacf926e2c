-- title: Where the pledges come from
-- list: Pledges in the ledger by how they came in, with the pages and states behind them and the newest day
-- unit: pledges; pages; states
-- grain: one row per origin
-- columns: origin = Came in as; pledge_count = Pledges [count]; state_count = Member States [count]; page_count = Pages [count]; not_announced_count = Not
--   announced [count]; first_dated = First page of [day]; last_dated = Last page of [day]; file = File
-- params:
-- audience: open
-- from: mart.pledge
-- note: a public report is a page that was found; what nobody printed, or what was not found, is not there

select
    origin,
    count(*) as pledge_count,
    count(distinct iso3) as state_count,
    count(distinct source_url) as page_count,
    count(case when not is_announced then 1 end) as not_announced_count,
    min(dated) as first_dated,
    max(dated) as last_dated,
    max(file) as file
from mart.pledge
group by origin
order by origin

-- title: Pledges without news
-- metric: Announced pledges of which no step was reported since, with the days since the announcement
-- unit: days
-- grain: one row per pledge, the oldest first
-- columns: pledge_id = Pledge; iso3 = Code; ministerial = Ministerial; category = Category; capability = Capability; sentence = Summary of a public page, or own words; status =
--   Status; status_date = Since [day]; age_days = Age, days; by_when = By when; is_announced = Announced in public
-- params: ministerial VARCHAR = null; today DATE; iso3 VARCHAR = null
-- audience: open
-- from: mart.pledge, mart.pledge_step, mart.country
-- note: nothing was reported is not nothing was done: the public list holds announcements, and few sources print what followed; withdrawn and too general to assess are news; a pledge of a form that took no step yet counts from the day it was confirmed

with news as (
    select distinct pledge_id
    from mart.pledge_step
    where status <> 'announced' and step_date <= cast($today as date)
)

select
    pledge.pledge_id,
    pledge.iso3,
    pledge.ministerial,
    pledge.category,
    pledge.capability,
    pledge.sentence,
    pledge.status,
    pledge.status_date,
    cast(date_diff('day', pledge.status_date, cast($today as date)) as integer) as age_days,
    pledge.by_when,
    pledge.is_announced
from mart.pledge as pledge
left join news on news.pledge_id = pledge.pledge_id
left join mart.country as country on country.iso3 = pledge.iso3
where
    news.pledge_id is null
    and pledge.status in ('announced', 'confirmed')
    and ($ministerial is null or pledge.ministerial = $ministerial or ($ministerial = 'none' and pledge.ministerial is null))
    and ($iso3 is null or pledge.iso3 = $iso3)
order by age_days desc nulls last, country.un_order nulls last, pledge.pledge_id

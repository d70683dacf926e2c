-- title: Uniformed personnel by contributor
-- metric: Women and men of each contributor on the last day of the month; missions with at least one of its people; change against the same month a year before
-- unit: people; missions
-- grain: one row per contributor with at least one person
-- columns: iso3 = Code; women_count = Women [count]; people_count = People [count]; mission_count = Missions [count]; people_change_12m = Change in 12 months
-- params: as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'
-- audience: open
-- from: mart.deployment_month, mart.reported_month
-- note: no date means the latest reported month; scope all counts every mission, peacekeeping leaves out special political missions and support offices; the change is empty where that earlier month was not reported, and counts from 0 where the contributor was not in it

with chosen as (
    select coalesce(cast($as_of as date), (select max(as_of) from mart.reported_month)) as as_of
),

earlier as (
    select max(month.as_of) as as_of
    from mart.reported_month as month
    join chosen
        on extract(year from month.as_of) = extract(year from chosen.as_of) - 1
        and extract(month from month.as_of) = extract(month from chosen.as_of)
),

found as (
    select
        month.iso3,
        cast(sum(month.women_count) as bigint) as women_count,
        cast(sum(month.people_count) as bigint) as people_count,
        count(distinct case when month.people_count > 0 then month.mission_code end) as mission_count
    from mart.deployment_month as month
    join chosen on chosen.as_of = month.as_of
    where ($scope = 'all' or month.is_peacekeeping)
    group by month.iso3
    having sum(month.people_count) > 0
),

before as (
    select month.iso3, cast(sum(month.people_count) as bigint) as people_count
    from mart.deployment_month as month
    join earlier on earlier.as_of = month.as_of
    where ($scope = 'all' or month.is_peacekeeping)
    group by month.iso3
)

select
    found.iso3,
    found.women_count,
    found.people_count,
    found.mission_count,
    case when earlier.as_of is not null then found.people_count - coalesce(before.people_count, 0) end as people_change_12m
from found
cross join earlier
left join before on before.iso3 = found.iso3
order by found.people_count desc, found.iso3

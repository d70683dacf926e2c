-- title: Uniformed personnel by mission
-- metric: Women and men in each mission on the last day of the month; contributors with at least one person; change against the same month a year before
-- unit: people; contributors
-- grain: one row per mission that the month prints
-- columns: mission = Mission; women_count = Women [count]; people_count = People [count]; contributor_count = Contributors [count]; people_change_12m = Change in
--   12 months
-- params: as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'
-- audience: open
-- from: mart.deployment_month, mart.mission, mart.reported_month
-- note: no date means the latest reported month; scope all counts every mission, peacekeeping leaves out special political missions and support offices; a mission renamed (UNSOM to UNTMIS, UNMC to UNVMC) is compared with itself under its former name; the change is empty where that earlier month was not reported

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
        month.mission_code,
        min(mission.lineage_code) as lineage_code,
        cast(sum(month.women_count) as bigint) as women_count,
        cast(sum(month.people_count) as bigint) as people_count,
        count(distinct case when month.people_count > 0 then month.iso3 end) as contributor_count
    from mart.deployment_month as month
    join chosen on chosen.as_of = month.as_of
    join mart.mission as mission on mission.mission_code = month.mission_code
    where ($scope = 'all' or month.is_peacekeeping)
    group by month.mission_code
),

before as (
    select mission.lineage_code, cast(sum(month.people_count) as bigint) as people_count
    from mart.deployment_month as month
    join earlier on earlier.as_of = month.as_of
    join mart.mission as mission on mission.mission_code = month.mission_code
    where ($scope = 'all' or month.is_peacekeeping)
    group by mission.lineage_code
)

select
    found.mission_code as mission,
    found.women_count,
    found.people_count,
    found.contributor_count,
    case when earlier.as_of is not null then found.people_count - coalesce(before.people_count, 0) end as people_change_12m
from found
cross join earlier
left join before on before.lineage_code = found.lineage_code
order by found.people_count desc, found.mission_code

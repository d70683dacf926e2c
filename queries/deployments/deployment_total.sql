-- title: Uniformed personnel deployed
-- metric: Women and men in all missions on the last day of the month; contributors and missions with at least one person
-- unit: people; contributors; missions
-- grain: one row for the month
-- columns: as_of = As of [day]; women_count = Women [count]; people_count = People [count]; contributor_count = Contributors [count]; mission_count = Missions
--   [count]
-- params: as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'
-- audience: open
-- from: mart.deployment_month, mart.reported_month
-- note: no date means the latest reported month; scope all counts every mission, peacekeeping leaves out special political missions and support offices; a month that was not reported has no figures, never zero

with
-- include: asked_month

select
    asked_month.as_of,
    cast(sum(month.women_count) as bigint) as women_count,
    cast(sum(month.people_count) as bigint) as people_count,
    case when count(month.as_of) > 0 then count(distinct case when month.people_count > 0 then month.iso3 end) end
        as contributor_count,
    case when count(month.as_of) > 0 then count(distinct case when month.people_count > 0 then month.mission_code end) end
        as mission_count
from asked_month
left join mart.deployment_month as month on month.as_of = asked_month.as_of and ($scope = 'all' or month.is_peacekeeping)
group by asked_month.as_of

-- title: Uniformed personnel over time
-- metric: Women and men in all missions on the last day of each reported month
-- unit: people; fraction 0 to 1; contributors; missions
-- grain: one row per reported month
-- columns: as_of = As of [day]; women_count = Women [count]; people_count = People [count]; women_fraction = Share of women [percent]; contributor_count =
--   Contributors [count]; mission_count = Missions [count]
-- params: scope VARCHAR in (all, peacekeeping) = 'all'
-- audience: open
-- from: mart.deployment_month
-- note: a month that was not reported has no row: no line is drawn through it; rows set aside are not in it

select
    as_of,
    cast(sum(women_count) as bigint) as women_count,
    cast(sum(people_count) as bigint) as people_count,
    cast(sum(women_count) as double) / nullif(sum(people_count), 0) as women_fraction,
    count(distinct case when people_count > 0 then iso3 end) as contributor_count,
    count(distinct case when people_count > 0 then mission_code end) as mission_count
from mart.deployment_month
where $scope = 'all' or is_peacekeeping
group by as_of
order by as_of

-- title: One mission's contributors, with their first and last month
-- metric: Women and men of each contributor in the mission on the last day of the month; the first and the last reported month, up to then, in which it has at least one person there
-- unit: people; months; fraction 0 to 1, empty under 10 people
-- grain: one row per contributor that had people in the mission up to the month, in UN order
-- columns: iso3 = Code; women_count = Women [count]; people_count = People [count]; sex_not_reported_count = Sex not reported [count]; women_fraction
--   = Share of women [percent]; first_as_of = First reported month [day]; last_as_of = Last reported month [day]; month_count = Reported months with
--   people [count]
-- params: mission VARCHAR; as_of DATE = null
-- audience: open
-- from: mart.deployment_month, mart.mission, mart.country, mart.reported_month, mart.figure_rule
-- note: any code of a mission that was renamed (UNSOM to UNTMIS, UNMC to UNVMC) stands for its whole line; no date means the latest reported month; a contributor that the month does not print has 0 in it, and a month that was not reported has no figures; the true first and last month may lie in months that were not reported, and the files begin in January 2015; the contributor may have been away in between; where the sex of some is not reported, women are at least those reported and the share is over those reported, both empty where fewer than 95 % are

with
-- include: asked_month,

own_line as (
    select mission.mission_code
    from mart.mission as mission
    join mart.mission as asked on asked.lineage_code = mission.lineage_code and asked.mission_code = $mission
),

present as (
    select month.iso3, month.as_of
    from mart.deployment_month as month
    join own_line on own_line.mission_code = month.mission_code
    join asked_month on month.as_of <= asked_month.as_of
    where month.people_count > 0
    group by month.iso3, month.as_of
),

served as (
    select iso3, min(as_of) as first_as_of, max(as_of) as last_as_of, cast(count(*) as bigint) as month_count
    from present
    group by iso3
),

there as (
    select
        month.iso3,
        sum(month.women_count) as women_count,
        sum(month.sex_not_reported_count) as sex_not_reported_count,
        sum(month.people_count) as people_count
    from mart.deployment_month as month
    join own_line on own_line.mission_code = month.mission_code
    join asked_month on month.as_of = asked_month.as_of
    group by month.iso3
),

contributor_summed as (
    select
        served.iso3,
        served.first_as_of,
        served.last_as_of,
        served.month_count,
        coalesce(cast(there.women_count as bigint), 0) as women_reported_count,
        coalesce(cast(there.sex_not_reported_count as bigint), 0) as sex_not_reported_count,
        coalesce(cast(there.people_count as bigint), 0) as people_count
    from served
    left join there on there.iso3 = served.iso3
),

-- include: women_reported (summed as contributor_summed, sexed as contributor)

select
    contributor.iso3,
    case when reported.as_of is not null then contributor.women_count end as women_count,
    case when reported.as_of is not null then contributor.people_count end as people_count,
    case when reported.as_of is not null then contributor.sex_not_reported_count end as sex_not_reported_count,
    case when reported.as_of is not null and contributor.people_count >= 10 then contributor.women_fraction end as women_fraction,
    contributor.first_as_of,
    contributor.last_as_of,
    contributor.month_count
from contributor
cross join asked_month
left join mart.reported_month as reported on reported.as_of = asked_month.as_of and reported.states_mission
left join mart.country as country on country.iso3 = contributor.iso3
order by country.un_order, contributor.iso3

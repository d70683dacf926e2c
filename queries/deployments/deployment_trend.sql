-- title: Uniformed personnel over time
-- metric: Women and men in all missions on the last day of each reported month
-- unit: people; fraction 0 to 1; contributors; missions
-- grain: one row per reported month
-- columns: as_of = As of [day]; women_count = Women [count]; people_count = People [count]; sex_not_reported_count = Sex not reported [count];
--   women_fraction = Share of women [percent]; contributor_count = Contributors [count]; mission_count = Missions [count]
-- params: scope VARCHAR in (all, peacekeeping) = 'all'
-- audience: open
-- from: mart.contributor_month, mart.mission_month, mart.figure_rule
-- note: a month that was not reported has no row: no line is drawn through it; rows set aside are not in it; where the sex of some is not reported, women are at least those reported and the share is over those reported, both empty where fewer than 95 % are

with month_mission as (
    select as_of, mission_code, sum(people_count) as people_count
    from mart.mission_month
    where $scope = 'all' or is_peacekeeping
    group by as_of, mission_code
),

month_missions as (
    select
        as_of,
        case when not bool_or(mission_code = 'not_stated') then count(case when people_count > 0 then 1 end) end as mission_count
    from month_mission
    group by as_of
),

month_contributor as (
    select
        as_of,
        iso3,
        sum(women_count) as women_count,
        sum(sex_not_reported_count) as sex_not_reported_count,
        sum(people_count) as people_count
    from mart.contributor_month
    where $scope = 'all' or is_peacekeeping
    group by as_of, iso3
),

month_summed as (
    select
        month.as_of,
        cast(coalesce(sum(month.women_count), 0) as bigint) as women_reported_count,
        cast(sum(month.sex_not_reported_count) as bigint) as sex_not_reported_count,
        cast(sum(month.people_count) as bigint) as people_count,
        count(case when month.people_count > 0 then 1 end) as contributor_count,
        min(month_missions.mission_count) as mission_count
    from month_contributor as month
    join month_missions on month_missions.as_of = month.as_of
    group by month.as_of
),

-- include: women_reported (summed as month_summed, sexed as month_total)

select as_of, women_count, people_count, sex_not_reported_count, women_fraction, contributor_count, mission_count
from month_total
order by as_of

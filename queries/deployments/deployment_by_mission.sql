-- title: Uniformed personnel by mission
-- metric: Women and men in each mission on the last day of the month; contributors with at least one person; change against the same month a year before
-- unit: people; contributors
-- grain: one row per mission that the month prints
-- columns: mission = Mission; women_count = Women [count]; people_count = People [count]; sex_not_reported_count = Sex not reported [count];
--   contributor_count = Contributors [count]; people_change_12m = Change in 12 months
-- params: as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'
-- audience: open
-- from: mart.deployment_month, mart.mission, mart.reported_month, mart.figure_rule
-- note: no date means the latest reported month; scope all counts every mission, peacekeeping leaves out special political missions and support offices; a mission renamed (UNSOM to UNTMIS, UNMC to UNVMC) is compared with itself under its former name; the change is empty where that earlier month was not reported; where the sex of some is not reported, women are at least those reported and the share is over those reported, both empty where fewer than 95 % are

with
-- include: asked_month,

-- include: month_year_before,

mission_total_summed as (
    select
        month.mission_code,
        min(mission.lineage_code) as lineage_code,
        cast(coalesce(sum(month.women_count), 0) as bigint) as women_reported_count,
        cast(sum(month.sex_not_reported_count) as bigint) as sex_not_reported_count,
        cast(sum(month.people_count) as bigint) as people_count,
        count(distinct case when month.people_count > 0 then month.iso3 end) as contributor_count
    from mart.deployment_month as month
    join asked_month on asked_month.as_of = month.as_of
    join mart.mission as mission on mission.mission_code = month.mission_code
    where ($scope = 'all' or month.is_peacekeeping)
    group by month.mission_code
),

-- include: women_reported (summed as mission_total_summed, sexed as mission_total),

mission_before as (
    select mission.lineage_code, cast(sum(month.people_count) as bigint) as people_count
    from mart.deployment_month as month
    join month_year_before on month_year_before.stating_as_of = month.as_of
    join mart.mission as mission on mission.mission_code = month.mission_code
    where ($scope = 'all' or month.is_peacekeeping)
    group by mission.lineage_code
)

select
    mission_total.mission_code as mission,
    mission_total.women_count,
    mission_total.people_count,
    mission_total.sex_not_reported_count,
    mission_total.contributor_count,
    case when month_year_before.stating_as_of is not null then mission_total.people_count - coalesce(mission_before.people_count, 0) end as people_change_12m
from mission_total
cross join month_year_before
left join mission_before on mission_before.lineage_code = mission_total.lineage_code
order by mission_total.people_count desc, mission_total.mission_code

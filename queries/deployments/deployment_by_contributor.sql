-- title: Uniformed personnel by contributor
-- metric: Women and men of each contributor on the last day of the month; missions with at least one of its people; change against the same month a year before
-- unit: people; missions
-- grain: one row per contributor with at least one person
-- columns: iso3 = Code; women_count = Women [count]; people_count = People [count]; sex_not_reported_count = Sex not reported [count]; mission_count
--   = Missions [count]; people_change_12m = Change in 12 months
-- params: as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'
-- audience: open
-- from: mart.deployment_month, mart.reported_month, mart.figure_rule
-- note: no date means the latest reported month; scope all counts every mission, peacekeeping leaves out special political missions and support offices; the change is empty where that earlier month was not reported, and counts from 0 where the contributor was not in it; where the sex of some is not reported, women are at least those reported and the share is over those reported, both empty where fewer than 95 % are

with
-- include: asked_month,

-- include: month_year_before,

state_total_summed as (
    select
        month.iso3,
        cast(coalesce(sum(month.women_count), 0) as bigint) as women_reported_count,
        cast(sum(month.sex_not_reported_count) as bigint) as sex_not_reported_count,
        cast(sum(month.people_count) as bigint) as people_count,
        case when not bool_or(month.mission_code = 'not_stated') then count(distinct case when month.people_count > 0 then month.mission_code end) end
            as mission_count
    from mart.deployment_month as month
    join asked_month on asked_month.as_of = month.as_of
    where ($scope = 'all' or month.is_peacekeeping)
    group by month.iso3
    having sum(month.people_count) > 0
),

-- include: women_reported (summed as state_total_summed, sexed as state_total),

state_before as (
    select month.iso3, cast(sum(month.people_count) as bigint) as people_count
    from mart.deployment_month as month
    join month_year_before on month_year_before.as_of = month.as_of
    where ($scope = 'all' or month.is_peacekeeping)
    group by month.iso3
)

select
    state_total.iso3,
    state_total.women_count,
    state_total.people_count,
    state_total.sex_not_reported_count,
    state_total.mission_count,
    case when month_year_before.as_of is not null then state_total.people_count - coalesce(state_before.people_count, 0) end as people_change_12m
from state_total
cross join month_year_before
left join state_before on state_before.iso3 = state_total.iso3
order by state_total.people_count desc, state_total.iso3

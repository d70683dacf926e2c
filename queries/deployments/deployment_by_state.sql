-- title: Uniformed personnel by Member State
-- metric: Women and men of each state on the last day of the month; missions with at least one of its people; change against the same month a year before
-- unit: people; missions; fraction 0 to 1, empty under 10 people
-- grain: one row per Member State, and per territory that the files print, in UN order; states that deploy nobody are among them
-- columns: iso3 = Code; women_count = Women [count]; people_count = People [count]; sex_not_reported_count = Sex not reported [count]; women_fraction
--   = Share of women [percent]; mission_count = Missions [count]; people_change_12m = Change in 12 months
-- params: as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'; regional_group VARCHAR in (african_group, asia_pacific_group, eastern_european_group, grulac, weog) = null; area VARCHAR = null
-- audience: open
-- from: mart.deployment_month, mart.country, mart.m49_area, mart.reported_month, mart.figure_rule
-- note: no date means the latest reported month; scope all counts every mission, peacekeeping leaves out special political missions and support offices; a state that a reported month does not print deploys nobody, 0; a month that was not reported has no figures; the change is empty where the earlier month was not reported; no group and no M49 area mean all; Türkiye is found under both its groups and is one row; where the sex of some is not reported, women are at least those reported and the share is over those reported, both empty where fewer than 95 % are

with
-- include: asked_month,

-- include: month_reported,

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
),

-- include: women_reported (summed as state_total_summed, sexed as state_total),

state_before as (
    select month.iso3, cast(sum(month.people_count) as bigint) as people_count
    from mart.deployment_month as month
    join month_year_before on month_year_before.as_of = month.as_of
    where ($scope = 'all' or month.is_peacekeeping)
    group by month.iso3
),

-- include: chosen_state

select
    country.iso3,
    case when reported.as_of is not null then case when state_total.iso3 is null then 0 else state_total.women_count end end as women_count,
    case when reported.as_of is not null then coalesce(state_total.people_count, 0) end as people_count,
    case when reported.as_of is not null then coalesce(state_total.sex_not_reported_count, 0) end as sex_not_reported_count,
    case when state_total.people_count >= 10 then state_total.women_fraction end as women_fraction,
    case when reported.states_mission then coalesce(state_total.mission_count, 0) end as mission_count,
    case
        when reported.as_of is not null and month_year_before.as_of is not null
            then coalesce(state_total.people_count, 0) - coalesce(state_before.people_count, 0)
    end as people_change_12m
from chosen_state as country
cross join month_year_before
left join reported on true
left join state_total on state_total.iso3 = country.iso3
left join state_before on state_before.iso3 = country.iso3
order by country.un_order

-- title: Uniformed personnel of a group of states
-- metric: Women and men of all states of a UN regional group or an M49 area on the last day of the month; states in it, and those of them with at least one person; change against the same month a year before
-- unit: states; people; fraction 0 to 1, empty under 10 people
-- grain: one row for the month
-- columns: as_of = As of [day]; state_count = Member States [count]; contributor_count = Contributors [count]; women_count = Women [count];
--   people_count = People [count]; sex_not_reported_count = Sex not reported [count]; women_fraction = Share of women [percent]; people_change_12m =
--   Change in 12 months
-- params: as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'; regional_group VARCHAR in (african_group, asia_pacific_group, eastern_european_group, grulac, weog) = null; area VARCHAR = null
-- audience: open
-- from: mart.deployment_month, mart.country, mart.m49_area, mart.reported_month, mart.figure_rule
-- note: no date means the latest reported month; scope all counts every mission, peacekeeping leaves out special political missions and support offices; no group and no M49 area mean all states, each counted once; Türkiye counts in both its groups, so the groups add up to more than all; states are Member States, contributors are those and territories that the files print; a month that was not reported has no figures; the change is empty where the earlier month was not reported; where the sex of some is not reported, women are at least those reported and the share is over those reported, both empty where fewer than 95 % are

with
-- include: asked_month,

-- include: month_year_before,

-- include: chosen_state,

-- Both months as rows: of a table that is kept in the order of its months only these are then read.
compared as (
    select as_of from asked_month
    union
    select as_of from month_year_before
),

group_summed as (
    select
        cast(coalesce(sum(case when month.as_of = asked_month.as_of then month.women_count end), 0) as bigint) as women_reported_count,
        cast(sum(case when month.as_of = asked_month.as_of then month.sex_not_reported_count else 0 end) as bigint) as sex_not_reported_count,
        cast(sum(case when month.as_of = asked_month.as_of then month.people_count else 0 end) as bigint) as people_count,
        cast(sum(case when month.as_of = month_year_before.as_of then month.people_count else 0 end) as bigint) as people_before,
        count(distinct case when month.as_of = asked_month.as_of and month.people_count > 0 then month.iso3 end)
            as contributor_count
    from mart.deployment_month as month
    join compared on compared.as_of = month.as_of
    cross join asked_month
    cross join month_year_before
    join chosen_state on chosen_state.iso3 = month.iso3
    where ($scope = 'all' or month.is_peacekeeping)
),

-- include: women_reported (summed as group_summed, sexed as total)

select
    asked_month.as_of,
    (select count(*) from chosen_state where is_member_state) as state_count,
    case when reported.as_of is not null then coalesce(total.contributor_count, 0) end as contributor_count,
    case when reported.as_of is not null then case when coalesce(total.people_count, 0) = 0 then 0 else total.women_count end end as women_count,
    case when reported.as_of is not null then coalesce(total.people_count, 0) end as people_count,
    case when reported.as_of is not null then coalesce(total.sex_not_reported_count, 0) end as sex_not_reported_count,
    case when total.people_count >= 10 then total.women_fraction end as women_fraction,
    case
        when reported.as_of is not null and month_year_before.as_of is not null
            then coalesce(total.people_count, 0) - coalesce(total.people_before, 0)
    end as people_change_12m
from asked_month
cross join month_year_before
cross join total
left join mart.reported_month as reported on reported.as_of = asked_month.as_of and ($scope = 'all' or reported.states_mission)

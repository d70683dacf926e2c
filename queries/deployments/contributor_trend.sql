-- title: People of each contributor in one category, over the last reported months
-- metric: Women and men of each contributor on the last day of each of the last reported months
-- unit: people
-- grain: one row per contributor and reported month in which it is printed
-- columns: iso3 = Code; as_of = As of [day]; women_count = Women [count]; people_count = People [count]; sex_not_reported_count = Sex not reported
--   [count]
-- params: as_of DATE = null; category VARCHAR in (unmem_staff_officers, contingent_troops, individual_police_officers, formed_police_units, justice_corrections_gpp) = null; scope VARCHAR in (all, peacekeeping) = 'all'; months INTEGER = 24
-- audience: open
-- from: mart.contributor_month, mart.gpp_snapshot, mart.parity_category, mart.reported_month, mart.figure_rule
-- note: no date means the latest reported month; months that were not reported are absent; no category counts all uniformed people; justice and corrections personnel, who are no part of them, are counted where their category is asked for, in months on whose last day there is a snapshot; military experts on mission and staff officers have no joint figure before May 2017, so those months are absent too; where the sex of some is not reported, women are at least those reported and the share is over those reported, both empty where fewer than 95 % are

with
-- include: asked_month,

ranked as (
    select month.as_of, row_number() over (order by month.as_of desc) as place
    from mart.reported_month as month
    join asked_month on month.as_of <= asked_month.as_of
    where ($scope = 'all' or month.states_mission)
),

counted as (
    select iso3, as_of, category, is_peacekeeping, women_count, sex_not_reported_count, people_count
    from mart.contributor_month
    union all
    select iso3, as_of, 'justice_corrections_gpp', is_peacekeeping, women_count, 0, people_count
    from mart.gpp_snapshot
    where $category = 'justice_corrections_gpp'
),

state_summed as (
    select
        month.iso3,
        month.as_of,
        cast(coalesce(sum(month.women_count), 0) as bigint) as women_reported_count,
        cast(sum(month.sex_not_reported_count) as bigint) as sex_not_reported_count,
        cast(sum(month.people_count) as bigint) as people_count
    from counted as month
    join ranked on ranked.as_of = month.as_of and ranked.place <= $months
    join mart.parity_category as category on category.category = month.category
    where
        ($scope = 'all' or month.is_peacekeeping)
        and (
            $category is null
            or (month.category = $category and (category.reported_from is null or month.as_of >= category.reported_from))
        )
    group by month.iso3, month.as_of
),

-- include: women_reported (summed as state_summed, sexed as state_month)

select iso3, as_of, women_count, people_count, sex_not_reported_count
from state_month
order by iso3, as_of

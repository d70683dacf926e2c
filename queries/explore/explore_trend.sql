-- title: People, women and share of women over time
-- metric: Women and men on the last day of each reported month, of each contributor, regional group, mission or personnel category
-- unit: people; fraction 0 to 1, empty under 10 people
-- grain: one row per reported month and contributor, group, mission or category in which the month prints somebody of it
-- columns: as_of = As of [day]; key = Code; women_count = Women [count]; people_count = People [count]; sex_not_reported_count = Sex not reported
--   [count]; women_fraction = Share of women [percent]
-- params: by VARCHAR in (contributor, regional_group, mission, category) = 'contributor'; scope VARCHAR in (all, peacekeeping) = 'all'
-- audience: open
-- from: mart.contributor_month, mart.mission_month, mart.country, mart.mission, mart.parity_category, mart.figure_rule
-- note: a month that was not reported has no row, and one published without missions none of any mission; a mission that was renamed is one, under its first code; Türkiye counts in both its groups; military experts on mission and staff officers have no joint figure before May 2017; justice and corrections personnel are no part of uniformed people; where the sex of some is not reported, women are at least those reported and the share is over those reported, both empty where fewer than 95 % are

with grouped as (
    select iso3, regional_group as key from mart.country where regional_group is not null
    union all
    select iso3, regional_group_second as key from mart.country where regional_group_second is not null
),

keyed as (
    select month.as_of, cast(month.iso3 as varchar) as key, sum(month.women_count) as women_count, sum(month.sex_not_reported_count) as sex_not_reported_count,
        sum(month.people_count) as people_count
    from mart.contributor_month as month
    where $by = 'contributor' and ($scope = 'all' or month.is_peacekeeping)
    group by month.as_of, month.iso3
    union all
    select month.as_of, cast(month.category as varchar), sum(month.women_count) as women_count, sum(month.sex_not_reported_count) as sex_not_reported_count,
        sum(month.people_count) as people_count
    from mart.contributor_month as month
    join mart.parity_category as category
        on category.category = month.category and (category.reported_from is null or month.as_of >= category.reported_from)
    where $by = 'category' and ($scope = 'all' or month.is_peacekeeping)
    group by month.as_of, month.category
    union all
    select month.as_of, grouped.key, sum(month.women_count) as women_count, sum(month.sex_not_reported_count) as sex_not_reported_count,
        sum(month.people_count) as people_count
    from mart.contributor_month as month
    join grouped on grouped.iso3 = month.iso3
    where $by = 'regional_group' and ($scope = 'all' or month.is_peacekeeping)
    group by month.as_of, grouped.key
    union all
    select month.as_of, cast(mission.lineage_code as varchar), sum(month.women_count) as women_count, sum(month.sex_not_reported_count) as sex_not_reported_count,
        sum(month.people_count) as people_count
    from mart.mission_month as month
    join mart.mission as mission on mission.mission_code = month.mission_code
    where $by = 'mission' and ($scope = 'all' or month.is_peacekeeping)
    group by month.as_of, mission.lineage_code
),

key_summed as (
    select
        as_of,
        key,
        cast(coalesce(women_count, 0) as bigint) as women_reported_count,
        cast(sex_not_reported_count as bigint) as sex_not_reported_count,
        cast(people_count as bigint) as people_count
    from keyed
),

-- include: women_reported (summed as key_summed, sexed as key_month)

select
    as_of,
    key,
    women_count,
    people_count,
    sex_not_reported_count,
    case when people_count >= 10 then women_fraction end as women_fraction
from key_month
where people_count > 0
order by as_of, key

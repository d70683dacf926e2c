-- title: Police by UN regional group
-- metric: For each UN regional group its people in formed police units and its individual police officers on the last day of the month, the women among them, and the states that send them
-- unit: people; states; fraction 0 to 1, empty under 10 people
-- grain: one row per category of police and UN regional group, in order of code; states and territories without a group, if they send police, are the last row of a category
-- columns: category = Category; regional_group = UN regional group; contributor_count = Contributors [count]; women_count = Women [count]; people_count =
--   People [count]; sex_not_reported_count = Sex not reported [count]; women_fraction = Share of women [percent]
-- params: as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'
-- audience: open
-- from: mart.country, mart.deployment_month, mart.parity_category, mart.reported_month, mart.figure_rule
-- note: no date means the latest reported month; scope all counts every mission, peacekeeping leaves out special political missions and support offices; a month that was not reported, or in that scope one that states no missions, has no figures; specialised police teams stand with individual police officers; Türkiye takes part in two groups and is counted once, under WEOG; where the sex of some is not reported, women are at least those reported and the share is over those reported, both empty where fewer than 95 % are

with
-- include: asked_month,

-- include: month_reported,

police as (
    select category, position from mart.parity_category where category in ('formed_police_units', 'individual_police_officers')
),

group_summed as (
    select
        country.regional_group,
        month.category,
        cast(coalesce(sum(month.women_count), 0) as bigint) as women_reported_count,
        cast(sum(month.sex_not_reported_count) as bigint) as sex_not_reported_count,
        cast(sum(month.people_count) as bigint) as people_count,
        count(distinct case when month.people_count > 0 then month.iso3 end) as contributor_count
    from mart.deployment_month as month
    join asked_month on asked_month.as_of = month.as_of
    join police on police.category = month.category
    left join mart.country as country on country.iso3 = month.iso3
    where ($scope = 'all' or month.is_peacekeeping)
    group by country.regional_group, month.category
),

-- include: women_reported (summed as group_summed, sexed as group_total),

cell as (
    select distinct police.category, police.position, country.regional_group
    from police
    cross join mart.country as country
    where country.regional_group is not null
    union all
    select police.category, police.position, group_total.regional_group
    from group_total
    join police on police.category = group_total.category
    where group_total.regional_group is null and group_total.people_count > 0
)

select
    cell.category,
    cell.regional_group,
    case when reported.as_of is not null then coalesce(group_total.contributor_count, 0) end as contributor_count,
    case when reported.as_of is not null then case when coalesce(group_total.people_count, 0) = 0 then 0 else group_total.women_count end end as women_count,
    case when reported.as_of is not null then coalesce(group_total.people_count, 0) end as people_count,
    case when reported.as_of is not null then coalesce(group_total.sex_not_reported_count, 0) end as sex_not_reported_count,
    case when group_total.people_count >= 10 then group_total.women_fraction end as women_fraction
from cell
left join reported on true
left join group_total
    on group_total.category = cell.category and group_total.regional_group is not distinct from cell.regional_group
order by cell.position, cell.category, cell.regional_group nulls last

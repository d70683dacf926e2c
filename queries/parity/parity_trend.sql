-- title: Women by personnel category over time
-- metric: Women / (women + men) in each category on the last day of each reported month, and of justice and corrections personnel on the day of each snapshot, with the target of its year
-- unit: people; fraction 0 to 1; per cent
-- grain: one row per category and reported month; for justice and corrections, one per snapshot
-- columns: category = Category; as_of = As of [day]; women_count = Women [count]; people_count = People [count]; sex_not_reported_count = Sex not
--   reported [count]; women_fraction = Share of women [percent]; target_percent = Target of the year, %
-- params: scope VARCHAR in (all, peacekeeping) = 'all'
-- audience: open
-- from: mart.contributor_month, mart.gpp_snapshot, mart.parity_goal, mart.parity_category, mart.figure_rule
-- note: months that were not reported are absent: no line is drawn through them; before May 2017 staff officers stood inside troops, so military experts on mission and staff officers have no joint figure there and troops include staff officers; a snapshot of justice and corrections personnel answers for its own day only; where the sex of some is not reported, women are at least those reported and the share is over those reported, both empty where fewer than 95 % are

with counted as (
    select category, as_of, is_peacekeeping, women_count, sex_not_reported_count, people_count
    from mart.contributor_month
    union all
    select 'justice_corrections_gpp', as_of, is_peacekeeping, women_count, 0, people_count
    from mart.gpp_snapshot
),

month_summed as (
    select
        month.category,
        month.as_of,
        category.position,
        case when min(category.reported_from) is null or month.as_of >= min(category.reported_from)
            then cast(coalesce(sum(month.women_count), 0) as bigint) end as women_reported_count,
        case when min(category.reported_from) is null or month.as_of >= min(category.reported_from)
            then cast(sum(month.sex_not_reported_count) as bigint) end as sex_not_reported_count,
        case when min(category.reported_from) is null or month.as_of >= min(category.reported_from)
            then cast(sum(month.people_count) as bigint) end as people_count
    from counted as month
    join mart.parity_category as category on category.category = month.category
    where ($scope = 'all' or month.is_peacekeeping)
    group by month.category, month.as_of, category.position
),

-- include: women_reported (summed as month_summed, sexed as month_total)

select
    month.category,
    month.as_of,
    month.women_count,
    month.people_count,
    month.sex_not_reported_count,
    month.women_fraction,
    goal.target_percent
from month_total as month
left join mart.parity_goal as goal
    on goal.category = month.category and goal.year = cast(extract(year from month.as_of) as integer)
order by month.position, month.as_of

-- title: Women by personnel category over time
-- metric: Women / (women + men) in each category on the last day of each reported month, and of justice and corrections personnel on the day of each snapshot, with the target of its year
-- unit: people; fraction 0 to 1; per cent
-- grain: one row per category and reported month; for justice and corrections, one per snapshot
-- columns: category = Category; as_of = As of [day]; women_count = Women [count]; people_count = People [count]; women_fraction = Share of women [percent];
--   target_percent = Target of the year, %
-- params: scope VARCHAR in (all, peacekeeping) = 'all'
-- audience: open
-- from: mart.deployment_month, mart.gpp_snapshot, mart.parity_goal, mart.parity_category
-- note: months that were not reported are absent: no line is drawn through them; before May 2017 staff officers stood inside troops, so military experts on mission and staff officers have no joint figure there and troops include staff officers; a snapshot of justice and corrections personnel answers for its own day only

with counted as (
    select category, as_of, is_peacekeeping, women_count, people_count
    from mart.deployment_month
    union all
    select 'justice_corrections_gpp', as_of, is_peacekeeping, women_count, people_count
    from mart.gpp_snapshot
)

select
    month.category,
    month.as_of,
    case when min(category.reported_from) is null or month.as_of >= min(category.reported_from)
        then cast(sum(month.women_count) as bigint) end as women_count,
    case when min(category.reported_from) is null or month.as_of >= min(category.reported_from)
        then cast(sum(month.people_count) as bigint) end as people_count,
    case when min(category.reported_from) is null or month.as_of >= min(category.reported_from)
        then cast(sum(month.women_count) as double) / nullif(sum(month.people_count), 0) end as women_fraction,
    min(goal.target_percent) as target_percent
from counted as month
join mart.parity_category as category on category.category = month.category
left join mart.parity_goal as goal
    on goal.category = month.category and goal.year = cast(extract(year from month.as_of) as integer)
where ($scope = 'all' or month.is_peacekeeping)
group by month.category, month.as_of, category.position
order by category.position, month.as_of

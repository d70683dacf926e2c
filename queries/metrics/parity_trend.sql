-- title: Women by personnel category over time
-- metric: Women / (women + men) in each category on the last day of each reported month, with the target of its year
-- unit: people; fraction 0 to 1; per cent
-- grain: one row per category and reported month
-- params: scope VARCHAR in (all, peacekeeping) = 'all'
-- audience: open
-- from: mart.deployment_month, mart.parity_goal
-- note: months that were not reported are absent: no line is drawn through them; before May 2017 staff officers stood inside troops, so military experts on mission and staff officers have no joint figure there and troops include staff officers

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
from mart.deployment_month as month
join mart.parity_category as category on category.category = month.category
left join mart.parity_goal as goal
    on goal.category = month.category and goal.year = cast(extract(year from month.as_of) as integer)
where ($scope = 'all' or month.is_peacekeeping)
group by month.category, month.as_of, category.position
order by category.position, month.as_of

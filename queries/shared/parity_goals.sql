-- The goals of the year of each row: before it stands `people_total` with category and as_of; it leaves `counted`: its rows with position,
-- the category's place, and what parity_arithmetic reads.
counted as (
    select
        people_total.*,
        category.position,
        goal.year as target_year,
        goal.target_percent,
        goal.target_status,
        goal.minimum_2025_percent,
        goal.target_2028_percent,
        goal.goal_percent
    from people_total
    join mart.parity_category as category on category.category = people_total.category
    left join mart.parity_goal as goal
        on goal.category = people_total.category and goal.year = cast(extract(year from people_total.as_of) as integer)
)

-- The share that a category is held to in each year, as $target chooses it: the 2025 minimum, the 2028 target, or else that of the year, which
-- is the 2025 minimum where none was found. It leaves `chosen_goal`: rows of mart.parity_goal, goal_percent null where nothing was found.
chosen_goal as (
    select
        category,
        year,
        target_status,
        minimum_2025_percent,
        case $target when '2025' then minimum_2025_percent when '2028' then target_2028_percent else goal_percent end as goal_percent
    from mart.parity_goal
)

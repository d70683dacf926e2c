-- What a share asks for, in whole persons: a share of goal_percent is never rounded down. Before it stands `counted` with women_count,
-- people_count and goal_percent; it leaves `measured`: its rows with women_fraction, more_women_by_replacement (women who take the place of
-- men) and more_women_by_addition (women who come on top); 0 where the share is reached, null where there is no goal or nothing is counted.
measured as (
    select
        counted.*,
        cast(counted.women_count as double) / nullif(counted.people_count, 0) as women_fraction,
        case
            when counted.women_count * 100 >= counted.goal_percent * counted.people_count then 0
            else (counted.goal_percent * counted.people_count + 99) // 100 - counted.women_count
        end as more_women_by_replacement,
        case
            when counted.women_count * 100 >= counted.goal_percent * counted.people_count then 0
            else (counted.goal_percent * counted.people_count - 100 * counted.women_count + 99 - counted.goal_percent)
                // nullif(100 - counted.goal_percent, 0)
        end as more_women_by_addition
    from counted
)

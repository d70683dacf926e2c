-- What is missing to the goal, at least, and the verdict where the sex of some is not reported. Before it stands `counted` with the columns of
-- women_reported and goal_percent; it leaves `measured`: its rows with more_women_by_replacement, more_women_by_addition (as parity_arithmetic, as if
-- all whose sex is not reported were women) and verdict: reached, below, or cannot_be_told where the bounds of the share lie on both sides.
-- include: parity_arithmetic (measured as needed, women_count as women_most_count, women_fraction as fraction_if_women),

measured as (
    select
        needed.*,
        case
            when coalesce(needed.people_count, 0) = 0 or needed.goal_percent is null then null
            when 100 * needed.women_reported_count >= needed.goal_percent * needed.people_count then 'reached'
            when 100 * (needed.women_reported_count + needed.sex_not_reported_count) < needed.goal_percent * needed.people_count then 'below'
            else 'cannot_be_told'
        end as verdict
    from needed
)

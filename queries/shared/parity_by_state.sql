-- The people of each state and category that has some in the month asked for: `people_total`, from `parity_people`, in $category.
people_total as (
    select
        iso3,
        category,
        as_of,
        cast(sum(women_count) as bigint) as women_count,
        cast(sum(people_count) as bigint) as people_count
    from parity_people
    where $category is null or category = $category
    group by iso3, category, as_of
    having sum(people_count) > 0
)

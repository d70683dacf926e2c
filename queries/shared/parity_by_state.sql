-- The people of each state and category that has some in the month asked for: `people_total`, from `parity_people`, in $category.
people_summed as (
    select
        iso3,
        category,
        as_of,
        cast(coalesce(sum(women_count), 0) as bigint) as women_reported_count,
        cast(sum(sex_not_reported_count) as bigint) as sex_not_reported_count,
        cast(sum(people_count) as bigint) as people_count
    from parity_people
    where $category is null or category = $category
    group by iso3, category, as_of
    having sum(parity_people.people_count) > 0
),

-- include: women_reported (summed as people_summed, sexed as people_total)

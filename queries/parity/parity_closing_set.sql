-- title: Closing set: the fewest contributors that close the gap
-- metric: The fewest contributors whose reaching the target, by replacement, brings the whole category to it; those with the largest effect first
-- unit: people
-- grain: one row per contributor of the set, per category; no row where the category is at its target
-- columns: category = Category; iso3 = Code; order = Order; women_added = More women [count]
-- params: as_of DATE = null; category VARCHAR in (unmem_staff_officers, contingent_troops, individual_police_officers, formed_police_units, justice_corrections_gpp) = null; scope VARCHAR in (all, peacekeeping) = 'all'
-- audience: open
-- from: mart.deployment_month, mart.gpp_snapshot, mart.parity_goal, mart.reported_month, mart.parity_category
-- note: no date means the latest reported month; scope all counts every mission, peacekeeping leaves out special political missions and support offices; the target is that of the month's year where it was found, else the 2025 minimum; contributors with under 10 people are counted too, for each woman is one; equal effects stand in order of code; justice and corrections personnel are not in the monthly file: they come from snapshots, each of which answers for its own day only, so without one of exactly this day they are not reported, not zero

with chosen as (
    select coalesce(cast($as_of as date), (select max(as_of) from mart.reported_month)) as as_of
),

counted as (
    select month.iso3, month.category, month.as_of, month.is_peacekeeping, month.women_count, month.people_count
    from mart.deployment_month as month
    join chosen on chosen.as_of = month.as_of
    union all
    select month.iso3, 'justice_corrections_gpp', month.as_of, month.is_peacekeeping, month.women_count, month.people_count
    from mart.gpp_snapshot as month
    join chosen on chosen.as_of = month.as_of
),

found as (
    select
        month.iso3,
        month.category,
        month.as_of,
        cast(sum(month.women_count) as bigint) as women_count,
        cast(sum(month.people_count) as bigint) as people_count
    from counted as month
    join mart.parity_category as category on category.category = month.category
    where
        ($scope = 'all' or month.is_peacekeeping)
        and ($category is null or month.category = $category)
        and (category.reported_from is null or month.as_of >= category.reported_from)
    group by month.iso3, month.category, month.as_of
    having sum(month.people_count) > 0
),

missing as (
    select
        found.iso3,
        found.category,
        (goal.goal_percent * found.people_count + 99) // 100 - found.women_count as women_added,
        (goal.goal_percent * sum(found.people_count) over (partition by found.category) + 99) // 100
            - sum(found.women_count) over (partition by found.category) as women_needed
    from found
    join mart.parity_goal as goal
        on goal.category = found.category and goal.year = cast(extract(year from found.as_of) as integer)
),

ranked as (
    select
        iso3,
        category,
        women_added,
        women_needed,
        row_number() over (partition by category order by women_added desc, iso3) as place,
        sum(women_added) over (
            partition by category order by women_added desc, iso3 rows between unbounded preceding and current row
        ) as women_so_far
    from missing
    where women_added > 0
)

select ranked.category, ranked.iso3, cast(ranked.place as bigint) as "order", cast(ranked.women_added as bigint) as women_added
from ranked
join mart.parity_category as category on category.category = ranked.category
where ranked.women_so_far - ranked.women_added < ranked.women_needed
order by category.position, ranked.place

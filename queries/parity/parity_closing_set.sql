-- title: Closing set: the fewest contributors that close the gap
-- metric: The fewest contributors whose reaching the target, by replacement, brings the whole category to it, or all who have any to bring where they are not enough; those with the largest effect first
-- unit: people
-- grain: one row per contributor of the set, per category; no row where the category is at its target, or none was found
-- columns: category = Category; iso3 = Code; order = Order; women_added = More women [count]; women_needed = More women of the category [count]
-- params: today DATE; as_of DATE = null; category VARCHAR in (unmem_staff_officers, contingent_troops, individual_police_officers, formed_police_units, justice_corrections_gpp) = null; scope VARCHAR in (all, peacekeeping) = 'all'; target VARCHAR in (year, 2025, 2028) = 'year'
-- audience: open
-- from: mart.deployment_month, mart.gpp_snapshot, mart.parity_goal, mart.reported_month, mart.parity_category, mart.mission, mart.figure_rule, mart.mission_event, mart.country
-- note: no date means the latest reported month; scope all counts every mission, peacekeeping leaves out special political missions and support offices; target: year is that of the month's year where it was found, else the 2025 minimum; 2025 and 2028 are the minimum and the target of these years; contributors with under 10 people are counted too, for each woman is one; equal effects stand in order of code; justice and corrections personnel are not in the monthly file: they come from snapshots, each of which answers for its own day only, so without one of exactly this day they are not reported, not zero; those whose sex is not reported are counted as women, so that the set is the least that it can be; a contributor of whom too few are reported by sex is not in it, nor one of which everybody is, on the day today, in a mission that has ended or ends soon, or goes home: no need of women stands there, though their people count in the category

with parameters as (
    select cast($today as date) as today
),

-- include: silent,

-- include: parity_people,

-- include: people_asked,

not_asked as (
    select iso3, category
    from people_asked
    group by iso3, category
    having min(is_silent) = 1
),

-- include: parity_by_state,

-- include: parity_chosen_goal,

state_counted as (
    select people_total.*, category.position, goal.goal_percent
    from people_total
    join mart.parity_category as category on category.category = people_total.category
    left join chosen_goal as goal
        on goal.category = people_total.category and goal.year = cast(extract(year from people_total.as_of) as integer)
),

category_summed as (
    select
        category,
        position,
        goal_percent,
        sum(women_reported_count) as women_reported_count,
        sum(sex_not_reported_count) as sex_not_reported_count,
        sum(people_count) as people_count
    from state_counted
    group by category, position, goal_percent
),

-- include: women_reported (summed as category_summed, sexed as category_sexed),

-- Each state, and all of a category together (iso3 null).
counted as (
    select iso3, category, position, women_most_count, people_count, goal_percent from state_counted
    union all
    select null, category, position, women_most_count, people_count, goal_percent from category_sexed
),

-- include: parity_arithmetic (women_count as women_most_count, women_fraction as fraction_if_women),

ranked as (
    select
        state.iso3,
        state.category,
        state.position,
        state.more_women_by_replacement as women_added,
        category_total.more_women_by_replacement as women_needed,
        row_number() over (partition by state.category order by state.more_women_by_replacement desc, state.iso3) as place,
        sum(state.more_women_by_replacement) over (
            partition by state.category
            order by state.more_women_by_replacement desc, state.iso3
            rows between unbounded preceding and current row
        ) as women_so_far
    from measured as state
    join measured as category_total on category_total.category = state.category and category_total.iso3 is null
    left join not_asked on not_asked.iso3 = state.iso3 and not_asked.category = state.category
    where state.iso3 is not null and not_asked.iso3 is null and state.more_women_by_replacement > 0
)

select category, iso3, cast(place as bigint) as "order", cast(women_added as bigint) as women_added, cast(women_needed as bigint) as women_needed
from ranked
where women_so_far - women_added < women_needed
order by position, place

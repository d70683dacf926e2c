-- title: Women by category, as it is and as supposed
-- metric: Women / (women + men) per category as the month reports it, and as it would be: missions that close take their people out, women replace men in units that rotate, contributors that reach the target replace men by women until they do, and units that deploy bring the women and men that they registered. More women needed, by replacement: what is then still missing to the target
-- unit: people; fraction 0 to 1, empty under 10 people
-- grain: one row per category of the monthly file, and justice and corrections where a snapshot is of the day of the month
-- columns: category = Category; from_women_count = Women before [count]; from_people_count = People before [count]; to_women_count = Women after [count];
--   to_people_count = People after [count]; from_women_fraction = Share before [percent]; to_women_fraction = Share after [percent]; goal_percent =
--   Target, %; minimum_2025_percent = 2025 minimum, %; target_status = Target status; more_women_by_replacement = More women, by replacement [count];
--   as_of = As of [day]
-- params: as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'; without_missions VARCHAR = null; reach VARCHAR = null; troops_women INTEGER = 0; troops_people INTEGER = 0; police_women INTEGER = 0; police_people INTEGER = 0; replaced_troops VARCHAR = null; replaced_police VARCHAR = null; target VARCHAR in (year, 2025, 2028) = 'year'
-- audience: open
-- from: mart.deployment_month, mart.gpp_snapshot, mart.reported_month, mart.parity_category, mart.parity_goal
-- note: codes stand with ; between them; nothing supposed changes any data; a contributor reaches the target by replacement: its people stay as many; target: year is that of the month's year where it was found, else the 2025 minimum; 2025 and 2028 are the minimum and the target of these years, and where none was found nobody reaches it; troops_women and troops_people, police_women and police_people are those of the units that deploy; replaced_troops and replaced_police say by how many women the units of a contributor that rotate have more, as code:number with ; between them; they count towards its target, and never make more women than its people; military experts and staff officers are not reported together before May 2017

with
-- include: parity_people,

-- include: parity_chosen_goal,

state_total as (
    select
        cast(iso3 as varchar) as iso3,
        cast(category as varchar) as category,
        sum(women_count) as women_before,
        sum(people_count) as people_before,
        sum(case when coalesce(position(';' || cast(mission_code as varchar) || ';' in ';' || $without_missions || ';'), 0) > 0 then 0 else women_count end) as women_left,
        sum(case when coalesce(position(';' || cast(mission_code as varchar) || ';' in ';' || $without_missions || ';'), 0) > 0 then 0 else people_count end) as people_left
    from parity_people
    where people_count is not null
    group by iso3, category
),

-- The number behind a contributor's code, of the category that its units belong to.
replacement as (
    select
        iso3,
        category,
        case category
            when 'contingent_troops' then split_part(split_part(';' || $replaced_troops || ';', ';' || iso3 || ':', 2), ';', 1)
            when 'formed_police_units' then split_part(split_part(';' || $replaced_police || ';', ';' || iso3 || ':', 2), ';', 1)
        end as women_text
    from state_total
),

rotated as (
    select
        state_total.iso3,
        state_total.category,
        state_total.women_before,
        state_total.people_before,
        state_total.people_left as people_count,
        case
            when state_total.women_left + coalesce(cast(nullif(replacement.women_text, '') as integer), 0) > state_total.people_left then state_total.people_left
            else state_total.women_left + coalesce(cast(nullif(replacement.women_text, '') as integer), 0)
        end as women_count,
        goal.goal_percent
    from state_total
    join replacement on replacement.iso3 = state_total.iso3 and replacement.category = state_total.category
    cross join asked_month
    left join chosen_goal as goal
        on goal.category = state_total.category and goal.year = cast(extract(year from asked_month.as_of) as integer)
),

-- include: parity_arithmetic (counted as rotated, measured as rotated_measured),

-- States of $reach that are below the goal come up to it.
category_total as (
    select
        category,
        goal_percent,
        sum(women_before) as women_before,
        sum(people_before) as people_before,
        sum(
            women_count + case when coalesce(position(';' || iso3 || ';' in ';' || $reach || ';'), 0) > 0 then coalesce(more_women_by_replacement, 0) else 0 end
        ) as women_left,
        sum(people_count) as people_left
    from rotated_measured
    group by category, goal_percent
),

counted as (
    select
        category,
        goal_percent,
        women_before,
        people_before,
        people_left + case
            when category = 'contingent_troops' then coalesce($troops_people, 0)
            when category = 'formed_police_units' then coalesce($police_people, 0)
            else 0
        end as people_count,
        women_left + case
            when category = 'contingent_troops' then coalesce($troops_women, 0)
            when category = 'formed_police_units' then coalesce($police_women, 0)
            else 0
        end as women_count
    from category_total
),

-- include: parity_arithmetic

select
    measured.category,
    cast(measured.women_before as bigint) as from_women_count,
    cast(measured.people_before as bigint) as from_people_count,
    cast(measured.women_count as bigint) as to_women_count,
    cast(measured.people_count as bigint) as to_people_count,
    case when measured.people_before >= 10 then measured.women_before / cast(measured.people_before as double) end as from_women_fraction,
    case when measured.people_count >= 10 then measured.women_fraction end as to_women_fraction,
    measured.goal_percent,
    goal.minimum_2025_percent,
    goal.target_status,
    cast(measured.more_women_by_replacement as bigint) as more_women_by_replacement,
    asked_month.as_of
from measured
join mart.parity_category as category on category.category = measured.category
cross join asked_month
left join chosen_goal as goal
    on goal.category = measured.category and goal.year = cast(extract(year from asked_month.as_of) as integer)
order by category.position

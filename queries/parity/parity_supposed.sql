-- title: Women by category, as it is and as supposed
-- metric: Women / (women + men) per category as the month reports it, and as it would be: missions that close and contingents that go home take their people out, women replace men in units that rotate, contributors that reach the target replace men by women until they do, and units that deploy bring the women and men that they registered. More women needed, by replacement: what is then still missing to the target
-- unit: people; fraction 0 to 1, empty under 10 people
-- grain: one row per category of the monthly file, and justice and corrections where a snapshot is of the day of the month
-- columns: category = Category; from_women_count = Women before [count]; from_people_count = People before [count]; from_sex_not_reported_count = Sex
--   not reported before [count]; to_women_count = Women after [count]; to_people_count = People after [count]; to_sex_not_reported_count = Sex not
--   reported after [count]; from_women_fraction = Share before [percent]; to_women_fraction = Share after [percent]; goal_percent = Target, %;
--   minimum_2025_percent = 2025 minimum, %; target_status = Target status; more_women_by_replacement = More women, by replacement [count]; as_of = As
--   of [day]
-- params: as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'; without_missions VARCHAR = null; without_contingents VARCHAR = null; reach VARCHAR = null; troops_women INTEGER = 0; troops_people INTEGER = 0; police_women INTEGER = 0; police_people INTEGER = 0; replaced_troops VARCHAR = null; replaced_police VARCHAR = null; target VARCHAR in (year, 2025, 2028) = 'year'
-- audience: open
-- from: mart.deployment_month, mart.gpp_snapshot, mart.reported_month, mart.parity_category, mart.parity_goal, mart.figure_rule
-- note: codes stand with ; between them; a contingent is mission:contributor:category; nothing supposed changes any data; a contributor reaches the target by replacement: its people stay as many; target: year is that of the month's year where it was found, else the 2025 minimum; 2025 and 2028 are the minimum and the target of these years, and where none was found nobody reaches it; troops_women and troops_people, police_women and police_people are those of the units that deploy; replaced_troops and replaced_police say by how many women the units of a contributor that rotate have more, as code:number with ; between them; they count towards its target, and never make more women than its people; military experts and staff officers are not reported together before May 2017; where the sex of some is not reported, women are at least those reported and the share is over those reported, both empty where fewer than 95 % are

with
-- include: parity_people,

-- include: parity_chosen_goal,

supposed_people as (
    select
        cast(iso3 as varchar) as iso3,
        cast(category as varchar) as category,
        coalesce(women_count, 0) as women_count,
        sex_not_reported_count,
        people_count,
        coalesce(position(';' || cast(mission_code as varchar) || ';' in ';' || $without_missions || ';'), 0) > 0
        or coalesce(
            position(
                ';' || cast(mission_code as varchar) || ':' || cast(iso3 as varchar) || ':' || cast(category as varchar) || ';'
                in ';' || $without_contingents || ';'
            ),
            0
        ) > 0 as is_gone
    from parity_people
    where people_count is not null
),

-- Of those who stay, who is not reported by sex counts as a woman until the end, so that what is missing is the least that it can be.
state_total as (
    select
        iso3,
        category,
        sum(women_count) as women_before,
        sum(sex_not_reported_count) as sex_not_reported_before,
        sum(people_count) as people_before,
        sum(case when is_gone then 0 else women_count + sex_not_reported_count end) as women_left,
        sum(case when is_gone then 0 else sex_not_reported_count end) as sex_not_reported_left,
        sum(case when is_gone then 0 else people_count end) as people_left
    from supposed_people
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
        state_total.sex_not_reported_before,
        state_total.people_before,
        state_total.sex_not_reported_left,
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
        sum(sex_not_reported_before) as sex_not_reported_before,
        sum(people_before) as people_before,
        sum(sex_not_reported_left) as sex_not_reported_left,
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
        sex_not_reported_before,
        people_before,
        sex_not_reported_left,
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

-- include: parity_arithmetic (women_fraction as fraction_if_women),

before_summed as (
    select category, women_before as women_reported_count, sex_not_reported_before as sex_not_reported_count, people_before as people_count
    from counted
),

-- include: women_reported (summed as before_summed, sexed as before_sexed),

after_summed as (
    select category, women_count - sex_not_reported_left as women_reported_count, sex_not_reported_left as sex_not_reported_count, people_count
    from counted
),

-- include: women_reported (summed as after_summed, sexed as after_sexed)

select
    measured.category,
    cast(before_sexed.women_count as bigint) as from_women_count,
    cast(before_sexed.people_count as bigint) as from_people_count,
    cast(before_sexed.sex_not_reported_count as bigint) as from_sex_not_reported_count,
    cast(after_sexed.women_count as bigint) as to_women_count,
    cast(after_sexed.people_count as bigint) as to_people_count,
    cast(after_sexed.sex_not_reported_count as bigint) as to_sex_not_reported_count,
    case when before_sexed.people_count >= 10 then before_sexed.women_fraction end as from_women_fraction,
    case when after_sexed.people_count >= 10 then after_sexed.women_fraction end as to_women_fraction,
    measured.goal_percent,
    goal.minimum_2025_percent,
    goal.target_status,
    case when after_sexed.women_count is not null then cast(measured.more_women_by_replacement as bigint) end as more_women_by_replacement,
    asked_month.as_of
from measured
join before_sexed on before_sexed.category = measured.category
join after_sexed on after_sexed.category = measured.category
join mart.parity_category as category on category.category = measured.category
cross join asked_month
left join chosen_goal as goal
    on goal.category = measured.category and goal.year = cast(extract(year from asked_month.as_of) as integer)
order by category.position

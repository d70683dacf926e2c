-- title: Women by category, as it is and as supposed
-- metric: Women / (women + men) per category as the month reports it, and as it would be: missions that close take their people out, contributors that reach the target of the month's year replace men by women until they do, units that deploy bring the women and men that they registered, and women who replace men at a rotation are added to troops. More women needed, by replacement: what is then still missing to the target
-- unit: people; fraction 0 to 1, empty under 10 people
-- grain: one row per category of the monthly file
-- params: as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'; without_missions VARCHAR = null; reach VARCHAR = null; troops_women INTEGER = 0; troops_people INTEGER = 0; police_women INTEGER = 0; police_people INTEGER = 0; replaced_women INTEGER = 0
-- audience: open
-- from: mart.deployment_month, mart.reported_month, mart.parity_category, mart.parity_goal
-- note: codes stand with ; between them; nothing supposed changes any data; a contributor reaches the target by replacement: its people stay as many; the target is that of the month's year where it was found, else the 2025 minimum; troops_women and troops_people, police_women and police_people are those of the units that deploy; replaced_women never make more women than people; military experts and staff officers are not reported together before May 2017

with chosen as (
    select coalesce(cast($as_of as date), (select max(as_of) from mart.reported_month)) as as_of
),

counted as (
    select
        month.iso3,
        month.category,
        sum(month.women_count) as women,
        sum(month.people_count) as people,
        sum(case when not coalesce(position(';' || month.mission_code || ';' in ';' || $without_missions || ';'), 0) > 0 then month.women_count else 0 end) as women_left,
        sum(case when not coalesce(position(';' || month.mission_code || ';' in ';' || $without_missions || ';'), 0) > 0 then month.people_count else 0 end) as people_left
    from mart.deployment_month as month
    join chosen on chosen.as_of = month.as_of
    join mart.parity_category as category on category.category = month.category
    where
        ($scope = 'all' or month.is_peacekeeping)
        and (category.reported_from is null or month.as_of >= category.reported_from)
    group by month.iso3, month.category
),

supposed as (
    select
        counted.category,
        counted.women,
        counted.people,
        counted.people_left,
        case
            when
                coalesce(position(';' || counted.iso3 || ';' in ';' || $reach || ';'), 0) > 0
                and counted.women_left * 100 < goal.goal_percent * counted.people_left
                then (goal.goal_percent * counted.people_left + 99) // 100
            else counted.women_left
        end as women_left
    from counted
    cross join chosen
    left join mart.parity_goal as goal
        on goal.category = counted.category and goal.year = cast(extract(year from chosen.as_of) as integer)
),

summed as (
    select category, sum(women) as women, sum(people) as people, sum(women_left) as women_left, sum(people_left) as people_left
    from supposed
    group by category
),

added as (
    select
        summed.*,
        summed.people_left + case
            when summed.category = 'contingent_troops' then coalesce($troops_people, 0)
            when summed.category = 'formed_police_units' then coalesce($police_people, 0)
            else 0
        end as people_then,
        summed.women_left + case
            when summed.category = 'contingent_troops' then coalesce($troops_women, 0) + coalesce($replaced_women, 0)
            when summed.category = 'formed_police_units' then coalesce($police_women, 0)
            else 0
        end as women_then
    from summed
),

capped as (
    select
        category,
        women,
        people,
        people_then,
        case when women_then > people_then then people_then else women_then end as women_then
    from added
)

select
    category.category,
    cast(capped.women as bigint) as from_women_count,
    cast(capped.people as bigint) as from_people_count,
    cast(capped.women_then as bigint) as to_women_count,
    cast(capped.people_then as bigint) as to_people_count,
    case when capped.people >= 10 then capped.women / cast(capped.people as double) end as from_women_fraction,
    case when capped.people_then >= 10 then capped.women_then / cast(capped.people_then as double) end as to_women_fraction,
    goal.goal_percent,
    goal.minimum_2025_percent,
    case
        when goal.goal_percent is null then null
        when capped.women_then * 100 >= goal.goal_percent * capped.people_then then 0
        else cast((goal.goal_percent * capped.people_then + 99) // 100 - capped.women_then as bigint)
    end as more_women_by_replacement,
    chosen.as_of
from capped
join mart.parity_category as category on category.category = capped.category
cross join chosen
left join mart.parity_goal as goal
    on goal.category = capped.category and goal.year = cast(extract(year from chosen.as_of) as integer)
order by category.position

-- title: Women by category, as it is and as supposed
-- metric: Women / (women + men) per category as the month reports it, and as it would be: missions that close take their people out, women replace men in units that rotate, contributors that reach the target of the month's year replace men by women until they do, and units that deploy bring the women and men that they registered. More women needed, by replacement: what is then still missing to the target
-- unit: people; fraction 0 to 1, empty under 10 people
-- grain: one row per category of the monthly file, and justice and corrections where a snapshot is of the day of the month
-- columns: category = Category; from_women_count = Women before [count]; from_people_count = People before [count]; to_women_count = Women after [count];
--   to_people_count = People after [count]; from_women_fraction = Share before [percent]; to_women_fraction = Share after [percent]; goal_percent =
--   Target, %; minimum_2025_percent = 2025 minimum, %; target_status = Target status; more_women_by_replacement = More women, by replacement [count];
--   as_of = As of [day]
-- params: as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'; without_missions VARCHAR = null; reach VARCHAR = null; troops_women INTEGER = 0; troops_people INTEGER = 0; police_women INTEGER = 0; police_people INTEGER = 0; replaced_troops VARCHAR = null; replaced_police VARCHAR = null
-- audience: open
-- from: mart.deployment_month, mart.gpp_snapshot, mart.reported_month, mart.parity_category, mart.parity_goal
-- note: codes stand with ; between them; nothing supposed changes any data; a contributor reaches the target by replacement: its people stay as many; the target is that of the month's year where it was found, else the 2025 minimum; troops_women and troops_people, police_women and police_people are those of the units that deploy; replaced_troops and replaced_police say by how many women the units of a contributor that rotate have more, as code:number with ; between them; they count towards its target, and never make more women than its people; military experts and staff officers are not reported together before May 2017

with chosen as (
    select coalesce(cast($as_of as date), (select max(as_of) from mart.reported_month)) as as_of
),

month as (
    select cast(iso3 as varchar) as iso3, cast(category as varchar) as category, cast(mission_code as varchar) as mission_code, is_peacekeeping, women_count, people_count, deployed.as_of
    from mart.deployment_month as deployed
    join chosen on chosen.as_of = deployed.as_of
    union all
    select cast(iso3 as varchar), 'justice_corrections_gpp', cast(mission_code as varchar), is_peacekeeping, women_count, people_count, snapshot.as_of
    from mart.gpp_snapshot as snapshot
    join chosen on chosen.as_of = snapshot.as_of
),

counted as (
    select
        month.iso3,
        month.category,
        sum(month.women_count) as women,
        sum(month.people_count) as people,
        sum(case when not coalesce(position(';' || month.mission_code || ';' in ';' || $without_missions || ';'), 0) > 0 then month.women_count else 0 end) as women_left,
        sum(case when not coalesce(position(';' || month.mission_code || ';' in ';' || $without_missions || ';'), 0) > 0 then month.people_count else 0 end) as people_left
    from month
    join mart.parity_category as category on category.category = month.category
    where
        ($scope = 'all' or month.is_peacekeeping)
        and (category.reported_from is null or month.as_of >= category.reported_from)
    group by month.iso3, month.category
),

-- The number behind a contributor's code, of the category that its units belong to.
told as (
    select
        iso3,
        category,
        case category
            when 'contingent_troops' then split_part(split_part(';' || $replaced_troops || ';', ';' || iso3 || ':', 2), ';', 1)
            when 'formed_police_units' then split_part(split_part(';' || $replaced_police || ';', ';' || iso3 || ':', 2), ';', 1)
        end as replaced
    from counted
),

rotated as (
    select
        counted.iso3,
        counted.category,
        counted.women,
        counted.people,
        counted.people_left,
        case
            when counted.women_left + coalesce(cast(nullif(told.replaced, '') as integer), 0) > counted.people_left then counted.people_left
            else counted.women_left + coalesce(cast(nullif(told.replaced, '') as integer), 0)
        end as women_left
    from counted
    join told on told.iso3 = counted.iso3 and told.category = counted.category
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
    from rotated as counted
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
        summed.category,
        summed.women,
        summed.people,
        summed.people_left + case
            when summed.category = 'contingent_troops' then coalesce($troops_people, 0)
            when summed.category = 'formed_police_units' then coalesce($police_people, 0)
            else 0
        end as people_then,
        summed.women_left + case
            when summed.category = 'contingent_troops' then coalesce($troops_women, 0)
            when summed.category = 'formed_police_units' then coalesce($police_women, 0)
            else 0
        end as women_then
    from summed
)

select
    category.category,
    cast(added.women as bigint) as from_women_count,
    cast(added.people as bigint) as from_people_count,
    cast(added.women_then as bigint) as to_women_count,
    cast(added.people_then as bigint) as to_people_count,
    case when added.people >= 10 then added.women / cast(added.people as double) end as from_women_fraction,
    case when added.people_then >= 10 then added.women_then / cast(added.people_then as double) end as to_women_fraction,
    goal.goal_percent,
    goal.minimum_2025_percent,
    goal.target_status,
    case
        when goal.goal_percent is null then null
        when added.women_then * 100 >= goal.goal_percent * added.people_then then 0
        else cast((goal.goal_percent * added.people_then + 99) // 100 - added.women_then as bigint)
    end as more_women_by_replacement,
    chosen.as_of
from added
join mart.parity_category as category on category.category = added.category
cross join chosen
left join mart.parity_goal as goal
    on goal.category = added.category and goal.year = cast(extract(year from chosen.as_of) as integer)
order by category.position

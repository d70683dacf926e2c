-- title: Women among observers and staff officers, by branch and profile
-- metric: Women / (women + men) among the occupied posts of military observers and staff officers of one month's lists, together and broken down; vacant posts are counted apart. More women needed, by replacement: what is missing to the target, for both together only, as is the target of 22 %
-- unit: posts; fraction 0 to 1, empty under 10 people
-- grain: one row per way of breaking down and its code: both together (all), kind, branch, profile, mission; profiles that the guide asks for stand with 0 posts where no list has any
-- columns: breakdown = Broken down by; code = Which of them; women_count = Women [count]; people_count = People [count]; women_fraction = Share of women
--   [percent]; vacant_count = Vacant posts [count]; short_tour_count = Tours under 12 months [count]; tour_count = Tours with both days [count];
--   gender_planner_count = Gender experts in planning [count]; goal_percent = Target, %; more_women_by_replacement = More women, by replacement [count];
--   target_percent = Target of the year, %; minimum_2025_percent = 2025 minimum, %; as_of = As of [day]
-- params: as_of DATE = null; mission VARCHAR = null
-- audience: restricted
-- from: mart.officer_post, mart.officer_profile, mart.parity_goal
-- note: the lists of the month of the newest one on or before the day, of each mission and kind its last: a mission without one in that month is not in the figure; a post without a sex is vacant; a tour is short where its last day stands less than 12 months after its first; the guide asks staff officers for 12 months or longer; the profile of a post says what the guide asks for by name and is filled where a person holds it; gender expertise in planning is counted where the profile is gender and the branch U2, U3 or U5; the target is that of the list's year where it was found, else the 2025 minimum

with
-- include: officer_list,

post as (
    select
        entry.kind,
        entry.branch,
        entry.profile,
        entry.mission,
        entry.sex,
        case when entry.sex = 'woman' then 1 else 0 end as is_woman,
        case when entry.sex is not null then 1 else 0 end as is_held,
        case when entry.kind = 'staff_officer' and entry.tour_end + interval '1' day < entry.tour_start + interval '12' month then 1 else 0 end as is_short,
        case when entry.kind = 'staff_officer' and entry.tour_start is not null and entry.tour_end is not null then 1 else 0 end as has_tour,
        case when entry.profile = 'gender' and entry.branch in ('U2', 'U3', 'U5') then 1 else 0 end as is_gender_planner,
        entry.as_of
    from listed_post as entry
    where cast($mission as varchar) is null or entry.mission = $mission
),

post_in_breakdown as (
    select 'all' as breakdown, 'unmem_staff_officers' as code, post.* from post
    union all
    select 'kind', kind, post.* from post
    union all
    select 'branch', coalesce(branch, 'not_reported'), post.* from post where kind = 'staff_officer'
    union all
    select 'profile', profile, post.* from post where profile is not null
    union all
    select 'mission', mission, post.* from post
),

breakdown_total as (
    select
        breakdown,
        code,
        sum(is_woman) as women_count,
        sum(is_held) as people_count,
        sum(1 - is_held) as vacant_count,
        sum(is_held * is_short) as short_tour_count,
        sum(is_held * has_tour) as tour_count,
        sum(is_held * is_gender_planner) as gender_planner_count
    from post_in_breakdown
    group by breakdown, code
),

wanted as (
    select breakdown, code from breakdown_total
    union
    select 'profile', profile from mart.officer_profile where exists (select 1 from post)
),

-- The goal is one of all staff officers and observers together.
counted as (
    select
        wanted.breakdown,
        wanted.code,
        coalesce(breakdown_total.women_count, 0) as women_count,
        coalesce(breakdown_total.people_count, 0) as people_count,
        coalesce(breakdown_total.vacant_count, 0) as vacant_count,
        coalesce(breakdown_total.short_tour_count, 0) as short_tour_count,
        coalesce(breakdown_total.tour_count, 0) as tour_count,
        coalesce(breakdown_total.gender_planner_count, 0) as gender_planner_count,
        goal.goal_percent,
        goal.target_percent,
        goal.minimum_2025_percent,
        newest_list.as_of
    from wanted
    cross join newest_list
    left join breakdown_total on breakdown_total.breakdown = wanted.breakdown and breakdown_total.code = wanted.code
    left join mart.parity_goal as goal
        on wanted.breakdown = 'all'
        and goal.category = 'unmem_staff_officers'
        and goal.year = cast(extract(year from newest_list.as_of) as integer)
),

-- include: parity_arithmetic

select
    measured.breakdown,
    measured.code,
    cast(measured.women_count as bigint) as women_count,
    cast(measured.people_count as bigint) as people_count,
    case when measured.people_count >= 10 then measured.women_fraction end as women_fraction,
    cast(measured.vacant_count as bigint) as vacant_count,
    cast(measured.short_tour_count as bigint) as short_tour_count,
    cast(measured.tour_count as bigint) as tour_count,
    cast(measured.gender_planner_count as bigint) as gender_planner_count,
    measured.goal_percent,
    cast(measured.more_women_by_replacement as bigint) as more_women_by_replacement,
    measured.target_percent,
    measured.minimum_2025_percent,
    measured.as_of
from measured
left join mart.officer_profile as profile on measured.breakdown = 'profile' and profile.profile = measured.code
order by
    case measured.breakdown when 'all' then 0 when 'kind' then 1 when 'branch' then 2 when 'profile' then 3 else 4 end,
    profile.position,
    measured.code

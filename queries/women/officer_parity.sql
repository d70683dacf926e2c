-- title: Women among observers and staff officers, by branch and profile
-- metric: Women / (women + men) among the occupied posts of military observers and staff officers of one month's lists, together and broken down; vacant posts are counted apart. More women needed, by replacement: what is missing to the target, for both together only, as is the target of 22 %
-- unit: posts; fraction 0 to 1, empty under 10 people
-- grain: one row per way of breaking down and its code: both together (all), kind, branch, profile, mission; profiles that the guide asks for stand with 0 posts where no list has any
-- columns: breakdown = Broken down by; code = Ministerial or group; women_count = Women [count]; people_count = People [count]; women_fraction = Share of women
--   [percent]; vacant_count = Vacant posts [count]; short_tour_count = Tours under 12 months [count]; tour_count = Tours with both days [count];
--   gender_planner_count = Gender experts in planning [count]; goal_percent = Target, %; more_women_by_replacement = More women, by replacement [count];
--   target_percent = Target of the year, %; minimum_2025_percent = 2025 minimum, %; as_of = As of [day]
-- params: as_of DATE = null; mission VARCHAR = null
-- audience: restricted
-- from: mart.officer_post, mart.officer_profile, mart.parity_goal
-- note: the lists of the month of the newest one on or before the day, of each mission and kind its last: a mission without one in that month is not in the figure; a post without a sex is vacant; a tour is short where its last day stands less than 12 months after its first; the guide asks staff officers for 12 months or longer; the profile of a post says what the guide asks for by name and is filled where a person holds it; gender expertise in planning is counted where the profile is gender and the branch U2, U3 or U5; the target is that of the list's year where it was found, else the 2025 minimum

with last as (
    select max(as_of) as as_of
    from mart.officer_post
    where kind in ('staff_officer', 'observer') and (cast($as_of as date) is null or as_of <= cast($as_of as date))
),

-- Missions send their lists on different days of a month.
list as (
    select entry.mission, entry.kind, max(entry.as_of) as as_of
    from mart.officer_post as entry
    join last on entry.as_of <= last.as_of and entry.as_of >= cast(date_trunc('month', last.as_of) as date)
    where entry.kind in ('staff_officer', 'observer')
    group by entry.mission, entry.kind
),

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
    from mart.officer_post as entry
    join list on list.mission = entry.mission and list.kind = entry.kind and list.as_of = entry.as_of
    where entry.kind in ('staff_officer', 'observer') and (cast($mission as varchar) is null or entry.mission = $mission)
),

told as (
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

counted as (
    select
        breakdown,
        code,
        sum(is_woman) as women_count,
        sum(is_held) as people_count,
        sum(1 - is_held) as vacant_count,
        sum(is_held * is_short) as short_tour_count,
        sum(is_held * has_tour) as tour_count,
        sum(is_held * is_gender_planner) as gender_planner_count
    from told
    group by breakdown, code
),

wanted as (
    select breakdown, code from counted
    union
    select 'profile', profile from mart.officer_profile where exists (select 1 from post)
)

select
    wanted.breakdown,
    wanted.code,
    cast(coalesce(counted.women_count, 0) as bigint) as women_count,
    cast(coalesce(counted.people_count, 0) as bigint) as people_count,
    case when counted.people_count >= 10 then counted.women_count / cast(counted.people_count as double) end as women_fraction,
    cast(coalesce(counted.vacant_count, 0) as bigint) as vacant_count,
    cast(coalesce(counted.short_tour_count, 0) as bigint) as short_tour_count,
    cast(coalesce(counted.tour_count, 0) as bigint) as tour_count,
    cast(coalesce(counted.gender_planner_count, 0) as bigint) as gender_planner_count,
    case when wanted.breakdown = 'all' then goal.goal_percent end as goal_percent,
    case
        when wanted.breakdown <> 'all' or goal.goal_percent is null then null
        when coalesce(counted.women_count, 0) * 100 >= goal.goal_percent * coalesce(counted.people_count, 0) then 0
        else cast((goal.goal_percent * counted.people_count + 99) // 100 - counted.women_count as bigint)
    end as more_women_by_replacement,
    case when wanted.breakdown = 'all' then goal.target_percent end as target_percent,
    case when wanted.breakdown = 'all' then goal.minimum_2025_percent end as minimum_2025_percent,
    last.as_of
from wanted
cross join last
left join counted on counted.breakdown = wanted.breakdown and counted.code = wanted.code
left join mart.officer_profile as profile on wanted.breakdown = 'profile' and profile.profile = wanted.code
left join mart.parity_goal as goal
    on goal.category = 'unmem_staff_officers' and goal.year = cast(extract(year from last.as_of) as integer)
order by
    case wanted.breakdown when 'all' then 0 when 'kind' then 1 when 'branch' then 2 when 'profile' then 3 else 4 end,
    profile.position,
    wanted.code

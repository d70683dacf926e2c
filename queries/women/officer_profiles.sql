-- title: Officer profiles that the guide asks for, by mission
-- metric: Posts of staff officers and observers with a profile that the guide asks for by name, and how many of them somebody holds, by mission
-- unit: posts
-- grain: one row per mission of the lists and profile of the guide
-- columns: mission = Mission; profile = Profile; post_count = Posts [count]; held_count = Posts that are held [count]; women_count = Women [count]; state =
--   State; requirement_id = Ask; as_of = As of [day]
-- params: as_of DATE = null
-- audience: restricted
-- from: mart.officer_post, mart.officer_profile
-- note: the lists of the month of the newest one on or before the day, of each mission and kind its last: a mission without one in that month is not in the figure; state: filled (every listed post is held), partly (some are), vacant (none is), no_post (the list has no such post in the mission, which does not say that the profile is missing there)

with
-- include: officer_list,

post as (
    select mission, profile, sex from listed_post where mission is not null
),

counted as (
    select
        mission,
        profile,
        count(*) as post_count,
        count(sex) as held_count,
        count(case when sex = 'woman' then 1 end) as women_count
    from post
    where profile is not null
    group by mission, profile
),

there as (
    select mission from post group by mission
)

select
    there.mission,
    profile.profile,
    coalesce(counted.post_count, 0) as post_count,
    coalesce(counted.held_count, 0) as held_count,
    coalesce(counted.women_count, 0) as women_count,
    case
        when counted.post_count is null then 'no_post'
        when counted.held_count = 0 then 'vacant'
        when counted.held_count < counted.post_count then 'partly'
        else 'filled'
    end as state,
    profile.requirement_id,
    newest_list.as_of
from there
cross join mart.officer_profile as profile
cross join newest_list
left join counted on counted.mission = there.mission and counted.profile = profile.profile
order by there.mission, profile.position

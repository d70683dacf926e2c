-- title: Senior posts and the Talent Pipeline
-- metric: Senior posts of a list with how many women hold them, by mission; and women nominated to the Senior Women Talent Pipeline
-- unit: posts; people
-- grain: one row per mission with senior posts, and one of the Talent Pipeline (mission is empty)
-- columns: kind = Kind; mission = Mission; post_count = Posts [count]; held_count = Posts that are held [count]; women_count = Women [count];
--   nominated_count = Women nominated [count]; selected_count = Women selected [count]; state_count = Member States [count]; as_of = As of [day]
-- params: as_of DATE = null
-- audience: restricted
-- from: mart.officer_post
-- note: the newest list on or before the day that has such rows; vacant posts are counted apart; who holds a post is not told: post, mission, nationality and sex would name a person

with list as (
    select kind, max(as_of) as as_of
    from mart.officer_post
    where kind in ('senior_post', 'talent_pipeline') and (cast($as_of as date) is null or as_of <= cast($as_of as date))
    group by kind
)

select
    entry.kind,
    case when entry.kind = 'senior_post' then entry.mission end as mission,
    count(case when entry.kind = 'senior_post' then 1 end) as post_count,
    count(case when entry.kind = 'senior_post' and entry.sex is not null then 1 end) as held_count,
    count(case when entry.kind = 'senior_post' and entry.sex = 'woman' then 1 end) as women_count,
    cast(sum(case when entry.kind = 'talent_pipeline' and entry.sex = 'woman' then entry.nominated_count end) as bigint) as nominated_count,
    cast(sum(case when entry.kind = 'talent_pipeline' and entry.sex = 'woman' then entry.selected_count end) as bigint) as selected_count,
    count(distinct case when entry.kind = 'talent_pipeline' and entry.sex = 'woman' and entry.nominated_count > 0 then entry.iso3 end) as state_count,
    list.as_of
from mart.officer_post as entry
join list on list.kind = entry.kind and list.as_of = entry.as_of
group by entry.kind, case when entry.kind = 'senior_post' then entry.mission end, list.as_of
order by entry.kind, mission

-- title: What followed the announcements
-- metric: Pledges and the units that they state, beside how many of them reached each step, were withdrawn, are too general to assess, or have no news
-- unit: pledges; units, empty where no quantity is stated
-- grain: one row per Ministerial, the newest first, and one for pledges of none; or one row per category, in the form's order
-- columns: ministerial = Ministerial; category = Category; pledge_count = Pledges [count]; unit_count = Units [count]; followed_count = With later news [count];
--   followed_unit_count = Units with later news [count]; level_1_count = Level 1 or later [count]; assessed_count = Assessed or later [count];
--   level_3_count = Level 3 or later [count]; selected_count = Selected or later [count]; deployed_count = Deployed [count]; planned_count = Planned or
--   later [count]; under_way_count = Under way or later [count]; implemented_count = Implemented [count]; withdrawn_count = Withdrawn [count];
--   too_general_count = Too general to assess [count]; no_news_count = No later step reported [count]
-- params: by VARCHAR in (ministerial, category) = 'ministerial'; ministerial VARCHAR = null
-- audience: open
-- from: mart.pledge, mart.pledge_step, mart.step, mart.ministerial, mart.pledge_category
-- note: a pledge counts under every step up to the highest that it reached, also when it was withdrawn later; followed_count pledges have any step or mark after the announcement, and followed_unit_count are their units; the steps from Level 1 to deployed are of units, those from planned to implemented of everything else; no news is no failure: the public list holds announcements and hardly anything later; by category, pledges of no Ministerial are left out, and none as a Ministerial counts just those

with cohort as (
    select
        pledge.pledge_id,
        pledge.ministerial,
        pledge.category,
        pledge.track,
        pledge.status,
        case
            when
                pledge.track = 'unit' and pledge.category <> 'funding' and pledge.unit in ('unit', 'company', 'platoon')
                then pledge.quantity
        end as unit_count
    from mart.pledge as pledge
    where
        ($ministerial is null and ($by = 'ministerial' or pledge.ministerial is not null))
        or pledge.ministerial = $ministerial
        or ($ministerial = 'none' and pledge.ministerial is null)
),

-- include: pledge_followed,

pledge_at_place as (
    select
        case when $by = 'category' then cohort.category else coalesce(cohort.ministerial, 'none') end as place,
        cohort.track,
        cohort.status,
        cohort.unit_count,
        followed.reached,
        followed.has_news
    from cohort
    join followed on followed.pledge_id = cohort.pledge_id
),

place as (
    select ministerial as place, ministerial, cast(null as varchar) as category, held_from, 0 as position
    from mart.ministerial
    where $by = 'ministerial'
    union all
    select 'none' as place, cast(null as varchar) as ministerial, cast(null as varchar) as category, cast(null as date) as held_from, 0 as position
    where $by = 'ministerial'
    union all
    select category as place, cast(null as varchar) as ministerial, category, cast(null as date) as held_from, position
    from mart.pledge_category
    where $by = 'category'
)

select
    place.ministerial,
    place.category,
    count(pledge_at_place.place) as pledge_count,
    cast(sum(pledge_at_place.unit_count) as bigint) as unit_count,
    count(case when pledge_at_place.has_news = 1 then 1 end) as followed_count,
    cast(sum(case when pledge_at_place.has_news = 1 then pledge_at_place.unit_count end) as bigint) as followed_unit_count,
    count(case when pledge_at_place.track = 'unit' and pledge_at_place.reached >= 2 then 1 end) as level_1_count,
    count(case when pledge_at_place.track = 'unit' and pledge_at_place.reached >= 3 then 1 end) as assessed_count,
    count(case when pledge_at_place.track = 'unit' and pledge_at_place.reached >= 4 then 1 end) as level_3_count,
    count(case when pledge_at_place.track = 'unit' and pledge_at_place.reached >= 5 then 1 end) as selected_count,
    count(case when pledge_at_place.track = 'unit' and pledge_at_place.reached >= 6 then 1 end) as deployed_count,
    count(case when pledge_at_place.track = 'other' and pledge_at_place.reached >= 2 then 1 end) as planned_count,
    count(case when pledge_at_place.track = 'other' and pledge_at_place.reached >= 3 then 1 end) as under_way_count,
    count(case when pledge_at_place.track = 'other' and pledge_at_place.reached >= 4 then 1 end) as implemented_count,
    count(case when pledge_at_place.status = 'withdrawn' then 1 end) as withdrawn_count,
    count(case when pledge_at_place.status = 'too_general' then 1 end) as too_general_count,
    count(case when pledge_at_place.has_news = 0 and pledge_at_place.reached = 1 then 1 end) as no_news_count
from place
left join pledge_at_place on pledge_at_place.place = place.place
where $ministerial is null or $by = 'category' or place.place = $ministerial
group by place.place, place.ministerial, place.category, place.held_from, place.position
order by place.held_from desc nulls last, place.position

-- title: Asks without a pledge
-- metric: Of the asks of the guide, those under which no confirmed pledge stands, neither under the ask itself nor under one of its details
-- unit: asks
-- grain: one row per chapter of the guide and category of the pledge form, where there is an ask
-- columns: chapter = Chapter; pledge_category = Category; ask_count = Asks [count]; without_pledge_count = Asks without a pledge [count]
-- params: as_of DATE = null; asks VARCHAR in (all, general, mission) = 'all'
-- audience: open
-- from: mart.requirement, mart.pledge, mart.pledge_requirement, mart.pledge_step, mart.step, mart.ministerial, mart.pledge_category
-- note: details are counted with their ask, not apart; mission has the asks for a named mission, general all others; as_of leaves out pledges after that day, one without a day counts from its Ministerial, and withdrawn pledges do not count; the public list of pledges is partial, so an ask without one may have been answered where nobody printed it

with told as (
    select cast($as_of as date) as as_of
),

step as (
    select
        taken.pledge_id,
        taken.status,
        row_number() over (
            partition by taken.pledge_id order by coalesce(taken.step_date, cast('0001-01-01' as date)) desc, taken.seq desc
        ) as nth
    from mart.pledge_step as taken
    cross join told
    join mart.pledge as pledge on pledge.pledge_id = taken.pledge_id
    left join mart.step as known on known.track = pledge.track and known.status = taken.status
    where
        coalesce(known.is_side_mark, false) = false
        and (told.as_of is null or taken.step_date is null or taken.step_date <= told.as_of)
),

-- What stood on the day: a pledge withdrawn after it counts.
pledge as (
    select found.pledge_id
    from mart.pledge as found
    cross join told
    left join mart.ministerial as meeting on meeting.ministerial = found.ministerial
    left join step on step.pledge_id = found.pledge_id and step.nth = 1
    where
        (told.as_of is null or coalesce(found.dated, meeting.held_from, found.status_date) <= told.as_of)
        and case
            when told.as_of is null or found.status_date is null or found.status_date <= told.as_of then found.status
            else coalesce(step.status, 'confirmed')
        end <> 'withdrawn'
),

answered as (
    select distinct case when ask.standing = 'detail' and ask.part_of is not null then ask.part_of else ask.requirement_id end as requirement_id
    from mart.pledge_requirement as answer
    join pledge on pledge.pledge_id = answer.pledge_id
    join mart.requirement as ask on ask.requirement_id = answer.requirement_id
)

select
    ask.chapter,
    ask.pledge_category,
    count(*) as ask_count,
    count(case when answered.requirement_id is null then 1 end) as without_pledge_count
from mart.requirement as ask
left join answered on answered.requirement_id = ask.requirement_id
left join mart.pledge_category as category on category.category = ask.pledge_category
where
    ask.standing = 'ask'
    and ($asks = 'all' or ($asks = 'mission') = (ask.family = 'mission_specific'))
group by ask.chapter, ask.pledge_category, category.position
order by min(ask.position), category.position

-- title: Asks without a pledge
-- metric: Of the asks of the guide, those under which no pledge of the ledger stands, neither under the ask itself nor under one of its details
-- unit: asks
-- grain: one row per chapter of the guide and category of the pledge form, where there is an ask
-- columns: chapter = Chapter; pledge_category = Category; ask_count = Asks [count]; without_pledge_count = Asks without a pledge [count]
-- params: as_of DATE = null; asks VARCHAR in (all, general, mission) = 'all'
-- audience: open
-- from: mart.requirement, mart.pledge, mart.pledge_requirement, mart.pledge_step, mart.step, mart.ministerial, mart.pledge_category
-- note: details are counted with their ask, not apart; mission has the asks for a named mission, general all others; as_of leaves out pledges after that day, one without a day counts from its Ministerial, and withdrawn pledges do not count; the public list of pledges is partial, so an ask without one may have been answered where nobody printed it

with parameters as (
    select cast($as_of as date) as as_of
),

-- include: pledge_then,

answered as (
    select coalesce(case when ask.standing = 'detail' then ask.part_of end, ask.requirement_id) as requirement_id, count(*) as answer_count
    from mart.pledge_requirement as answer
    join pledge on pledge.pledge_id = answer.pledge_id and pledge.status <> 'withdrawn'
    join mart.requirement as ask on ask.requirement_id = answer.requirement_id
    group by coalesce(case when ask.standing = 'detail' then ask.part_of end, ask.requirement_id)
),

counted as (
    select
        ask.chapter,
        ask.pledge_category,
        category.position as category_position,
        min(ask.position) as first_position,
        count(*) as ask_count,
        count(case when answered.requirement_id is null then 1 end) as without_pledge_count
    from mart.requirement as ask
    left join answered on answered.requirement_id = ask.requirement_id
    left join mart.pledge_category as category on category.category = ask.pledge_category
    where
        ask.standing = 'ask'
        and ($asks = 'all' or ($asks = 'mission') = (ask.family = 'mission_specific'))
    group by ask.chapter, ask.pledge_category, category.position
)

select counted.chapter, counted.pledge_category, counted.ask_count, counted.without_pledge_count
from counted
order by counted.first_position, counted.category_position

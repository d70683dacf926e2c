-- title: What is asked of whom, and why
-- list: The asks that are put to states, the first ones first, each with the rule that made it and the number behind it
-- unit: as the signal counts
-- grain: one row per Member State and ask, in UN order
-- columns: iso3 = Code; turn = Rank; requirement_id = Ask; ask = Ask, in words; signal = What points to it; number = Number [count]; meaning = Rule
-- params: iso3 VARCHAR = null; today DATE = null; as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'; without_asks VARCHAR = null; held VARCHAR = null
-- audience: open
-- from: mart.country, mart.country_language, mart.mission, mart.mission_event, mart.reported_month, mart.deployment_month, mart.parity_category, mart.parity_goal, mart.requirement, mart.pledge, mart.pledge_requirement, mart.requirement_line, mart.ask_rule, mart.ask_size, mart.figure_rule, mart.capability_kin
-- note: as in outreach; iso3 empty means all

with parameters as (
    select
        coalesce(cast($today as date), current_date) as today,
        coalesce(cast($as_of as date), (select max(as_of) from mart.reported_month)) as as_of
),

state as (
    select iso3, un_order from mart.country where is_member_state
),

-- include: open_asks,

-- include: ask_signals,

-- include: state_asks

select
    state_ask.iso3,
    state_ask.turn,
    state_ask.requirement_id,
    asked.ask,
    state_ask.signal,
    state_ask.number,
    rule.meaning
from state_ask
join state on state.iso3 = state_ask.iso3
join mart.requirement as asked on asked.requirement_id = state_ask.requirement_id
join mart.ask_rule as rule on rule.position = state_ask.rank
where $iso3 is null or state_ask.iso3 = $iso3
order by state.un_order, state_ask.turn

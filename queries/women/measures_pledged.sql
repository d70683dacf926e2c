-- title: Measures at home, as pledged
-- metric: Pledges of a state in the ledger under each of the five measures that the guide asks states to take at home so that women can deploy, and how many of them are implemented
-- unit: pledges
-- grain: one row per state that has pledged any of the five, and measure
-- columns: iso3 = Code; measure_at_home = Measure at home; requirement_id = Ask; pledge_count = Pledges [count]; implemented_count = Implemented [count];
--   pledge_ids = Pledges by number
-- params: as_of DATE = null
-- audience: open
-- from: mart.measure_at_home, mart.pledge, mart.pledge_requirement, mart.ministerial, mart.country
-- note: pledges up to the day, and all without one; withdrawn pledges do not count; a pledge that answers two measures stands under both; announced does not say that it was done, and no pledge does not say that a state has no such measure

with
-- include: measure_pledged,

state as (
    select iso3 from measure_pledged group by iso3
)

select
    state.iso3,
    known.measure as measure_at_home,
    known.requirement_id,
    coalesce(pledged.pledge_count, 0) as pledge_count,
    coalesce(pledged.implemented_count, 0) as implemented_count,
    pledged.pledge_ids
from state
cross join mart.measure_at_home as known
left join measure_pledged as pledged on pledged.iso3 = state.iso3 and pledged.measure = known.measure
left join mart.country as country on country.iso3 = state.iso3
order by country.un_order nulls last, state.iso3, known.position

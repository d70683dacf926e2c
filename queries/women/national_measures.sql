-- title: Measures at home, as reported and as pledged
-- metric: What each state has in place of the five measures that the guide asks states to take at home so that women can deploy, by the newest sheet row, beside its pledges in the ledger under the same ask
-- unit: as named; pledges
-- grain: one row per state that a sheet or a pledge tells of, and measure
-- columns: iso3 = Code; measure_at_home = Measure at home; standing = Standing; reported_on = Last return [day]; requirement_id = Ask; pledge_count = Pledges
--   [count]; implemented_count = Implemented [count]; pledge_ids = Pledges by number
-- params: as_of DATE = null
-- audience: restricted, own
-- from: mart.national_measure, mart.measure_at_home, mart.pledge, mart.pledge_requirement, mart.ministerial, mart.country
-- note: rows and pledges up to the day, and all without one; standing: in_place, under_way, planned, none (the sheet says that there is none), not_reported (no row tells of it); a standing holds until a later row says otherwise, and its day stands beside it; what was pledged never changes what was reported

with
-- include: measure_pledged,

newest_report as (
    select iso3, measure, max(as_of) as as_of
    from mart.national_measure
    where cast($as_of as date) is null or as_of <= cast($as_of as date)
    group by iso3, measure
),

reported as (
    select entry.iso3, entry.measure, entry.standing, entry.as_of
    from mart.national_measure as entry
    join newest_report on newest_report.iso3 = entry.iso3 and newest_report.measure = entry.measure and newest_report.as_of = entry.as_of
),

state as (
    select iso3 from reported
    union
    select iso3 from measure_pledged
)

select
    state.iso3,
    known.measure as measure_at_home,
    coalesce(reported.standing, 'not_reported') as standing,
    reported.as_of as reported_on,
    known.requirement_id,
    coalesce(pledged.pledge_count, 0) as pledge_count,
    coalesce(pledged.implemented_count, 0) as implemented_count,
    pledged.pledge_ids
from state
cross join mart.measure_at_home as known
left join reported on reported.iso3 = state.iso3 and reported.measure = known.measure
left join measure_pledged as pledged on pledged.iso3 = state.iso3 and pledged.measure = known.measure
left join mart.country as country on country.iso3 = state.iso3
order by country.un_order nulls last, state.iso3, known.position

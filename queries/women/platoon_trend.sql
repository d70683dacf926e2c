-- title: Engagement platoons over the returns
-- metric: Infantry units in missions that protect civilians by the state of their engagement platoon, on the last day with a return in each month, and the women that all platoons below half lack together
-- unit: units; people
-- grain: one row per month with returns, the oldest first
-- columns: as_of = As of [day]; more_women_needed = More women to reach half [count]; meets_count = Half women or more [count]; below_count = Below target [count];
--   share_not_reported_count = Share not reported [count]; absent_count = No platoon [count]; blank_count = Return without it [count]; missing_count = No return
--   [count]; in_scope_count = Units in scope [count]; undetermined_count = Mandate not sourced [count]
-- params: as_of DATE = null; mission VARCHAR = null; units VARCHAR in (battalions_companies, with_support) = 'battalions_companies'
-- audience: restricted
-- from: mart.unit_return, mart.mission, mart.platoon_scope, mart.requirement
-- note: each month as engagement_platoon_status counts it on its last day with a return; a slot stands from its first return on; women missing are those of the units that report their share in that month, so a month in which fewer report can show fewer; a month without any return has no row; no day means that of the newest return

with month as (
    select max(as_of) as as_of, cast(date_trunc('month', as_of) as date) as month_from
    from mart.unit_return
    where cast($as_of as date) is null or as_of <= cast($as_of as date)
    group by cast(date_trunc('month', as_of) as date)
),

-- include: unit_by_month,

-- include: platoon_return,

-- include: platoon_status,

keyed as (
    select asked_on as code, status, more_women_needed from platoon_status
),

-- include: platoon_counts

select
    code as as_of,
    more_women_needed,
    meets_count,
    below_count,
    share_not_reported_count,
    absent_count,
    blank_count,
    missing_count,
    in_scope_count,
    undetermined_count
from counted
order by code

-- title: Engagement platoons: who has one, and who has half women
-- metric: Infantry units in missions that protect civilians by the state of their engagement platoon. The six states sum to the units in scope, and not reported is no return and return without it; more women needed is what all platoons below half lack together; units of missions whose mandate is not sourced are counted apart
-- unit: units; fraction 0 to 1
-- grain: one row; one row per mission or contributor where asked by it
-- columns: code = Which of them; meets_count = Half women or more [count]; below_count = Below target [count]; share_not_reported_count = Share not
--   reported [count]; absent_count = No platoon [count]; blank_count = Return without it [count]; missing_count = No return [count]; not_reported_count = Not
--   reported [count]; in_scope_count = Units in scope [count]; undetermined_count = Mandate not sourced [count]; more_women_needed = More women to reach half
--   [count]; reporting_fraction = Reporting [percent]; meets_fraction = Half women or more, of those that report
--   a share [percent]
-- params: as_of DATE = null; mission VARCHAR = null; units VARCHAR in (battalions_companies, with_support) = 'battalions_companies'; by VARCHAR in (all, mission, iso3) = 'all'
-- audience: restricted
-- from: mart.unit_return, mart.mission, mart.platoon_scope, mart.requirement
-- note: as engagement_platoon_units, whose rows it counts; reporting_fraction = units in scope whose return of the month says whether there is a platoon, of all in scope; meets_fraction = units that meet the guide of those that reported a share; both are empty where nothing is in scope or reported

with
-- include: unit_now,

-- include: platoon_return,

-- include: platoon_status,

keyed as (
    select
        status,
        more_women_needed,
        case when $by = 'mission' then mission when $by = 'iso3' then iso3 else 'all' end as code
    from platoon_status
),

-- include: platoon_counts

select
    code,
    meets_count,
    below_count,
    share_not_reported_count,
    absent_count,
    blank_count,
    missing_count,
    not_reported_count,
    in_scope_count,
    undetermined_count,
    more_women_needed,
    case when in_scope_count > 0 then (in_scope_count - not_reported_count) / cast(in_scope_count as double) end as reporting_fraction,
    case when meets_count + below_count > 0 then meets_count / cast(meets_count + below_count as double) end as meets_fraction
from counted
order by code

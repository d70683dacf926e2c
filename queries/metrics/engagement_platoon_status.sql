-- title: Engagement platoons: who has one, and who has half women
-- metric: Infantry units in missions that protect civilians by the state of their engagement platoon. The five states sum to the units in scope; units of missions whose mandate is not sourced are counted apart
-- unit: units; fraction 0 to 1
-- grain: one row; one row per mission or contributor where asked by it
-- params: as_of DATE = null; mission VARCHAR = null; units VARCHAR in (battalions_companies, with_support) = 'battalions_companies'; by VARCHAR in (all, mission, iso3) = 'all'
-- audience: restricted
-- from: mart.unit_return, mart.mission, mart.platoon_scope, mart.requirement
-- note: as engagement_platoon_units, whose rows it counts; reporting = units in scope whose return of the month says whether there is a platoon, of all in scope; meets = units that meet the guide of those that reported a share; both are empty where nothing is in scope or reported

with month as (
    select
        told.as_of,
        cast(date_trunc('month', told.as_of) as date) as month_from
    from (
        select coalesce(cast($as_of as date), (select max(as_of) from mart.unit_return)) as as_of
    ) as told
),

-- The newest return of each slot on or before the day.
newest as (
    select entry.mission, entry.unit_id, max(entry.as_of) as as_of
    from mart.unit_return as entry
    join month on entry.as_of <= month.as_of
    group by entry.mission, entry.unit_id
),

unit_now as (
    select
        entry.*,
        month.as_of as asked_on,
        entry.as_of >= month.month_from as is_current,
        mission.poc_mandate,
        mission.poc_source,
        mission.working_language,
        mission.language_source
    from mart.unit_return as entry
    join newest on newest.mission = entry.mission and newest.unit_id = entry.unit_id and newest.as_of = entry.as_of
    cross join month
    join mart.mission as mission on mission.mission_code = entry.mission
    where
        coalesce(entry.strength_count, 1) > 0
        and (mission.ended_on is null or mission.ended_on > month.as_of)
        and (cast($mission as varchar) is null or entry.mission = $mission)
),

rule as (
    select share_percent from mart.requirement where requirement_id = 'WPS-ENP-01'
),

platoon as (
    select
        unit.*,
        scope.counts,
        case
            when not unit.has_platoon then 'absent'
            when unit.has_platoon is null then 'not_reported'
            when unit.platoon_women is null or coalesce(unit.platoon_strength, 0) = 0 then 'share_not_reported'
            when unit.platoon_women * 100 >= rule.share_percent * unit.platoon_strength then 'meets'
            else 'below'
        end as told_status,
        case
            when unit.platoon_women is null or coalesce(unit.platoon_strength, 0) = 0 then null
            when unit.platoon_women * 100 >= rule.share_percent * unit.platoon_strength then 0
            else cast((rule.share_percent * unit.platoon_strength + 99) // 100 - unit.platoon_women as integer)
        end as told_needed
    from unit_now as unit
    join mart.platoon_scope as scope on scope.unit_type = unit.unit_type
    cross join rule
    where
        (scope.counts = 'always' or $units = 'with_support')
        and coalesce(unit.poc_mandate, 'unsourced') <> 'no'
),

judged as (
    select
        platoon.*,
        case
            when poc_mandate is null then 'undetermined'
            when not is_current then 'not_reported'
            else told_status
        end as status
    from platoon
),

keyed as (
    select
        status,
        case when $by = 'mission' then mission when $by = 'iso3' then iso3 else 'all' end as code
    from judged
),

counted as (
    select
        code,
        count(case when status = 'meets' then 1 end) as meets_count,
        count(case when status = 'below' then 1 end) as below_count,
        count(case when status = 'share_not_reported' then 1 end) as share_not_reported_count,
        count(case when status = 'absent' then 1 end) as absent_count,
        count(case when status = 'not_reported' then 1 end) as not_reported_count,
        count(case when status <> 'undetermined' then 1 end) as in_scope_count,
        count(case when status = 'undetermined' then 1 end) as undetermined_count
    from keyed
    group by code
)

select
    code,
    meets_count,
    below_count,
    share_not_reported_count,
    absent_count,
    not_reported_count,
    in_scope_count,
    undetermined_count,
    case when in_scope_count > 0 then (in_scope_count - not_reported_count) / cast(in_scope_count as double) end as reporting_fraction,
    case when meets_count + below_count > 0 then meets_count / cast(meets_count + below_count as double) end as meets_fraction
from counted
order by code

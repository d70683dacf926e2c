-- title: Who has not reported on engagement platoons
-- metric: Contributors of contingent troops to missions that protect civilians, with their infantry slots that sent no return in the month, or one that says nothing of a platoon
-- unit: units; people; days
-- grain: one row per mission and contributor with contingent troops in the month of the figures or a slot in the returns
-- params: as_of DATE = null; units VARCHAR in (battalions_companies, with_support) = 'battalions_companies'; month DATE = null; mission VARCHAR = null
-- audience: restricted
-- from: mart.unit_return, mart.mission, mart.platoon_scope, mart.requirement, mart.deployment_month, mart.reported_month, mart.country
-- note: state: no_slot (troops are deployed and no infantry slot was ever returned: they may be of another kind), missing (a slot sent no return this month), blank (it did, and says nothing of a platoon), reported; as_of is the day of the returns, month that of the figures; no day means the newest; last reported on is the last return of any slot that says whether there is a platoon

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

said as (
    select entry.mission, entry.iso3, max(entry.as_of) as said_on
    from mart.unit_return as entry
    join month on entry.as_of <= month.as_of
    join mart.platoon_scope as scope on scope.unit_type = entry.unit_type
    where (entry.has_platoon is not null) and (scope.counts = 'always' or $units = 'with_support')
    group by entry.mission, entry.iso3
),

slot as (
    select
        mission,
        iso3,
        count(*) as slot_count,
        count(case when not is_current then 1 end) as missing_count,
        count(case when is_current and status = 'not_reported' then 1 end) as blank_count,
        max(as_of) as returned_on,
        min(rotates_out) as rotates_out
    from judged
    where status <> 'undetermined'
    group by mission, iso3
),

contingent as (
    select month.mission_code as mission, month.iso3, sum(month.people_count) as people_count
    from mart.deployment_month as month
    join mart.mission as mission on mission.mission_code = month.mission_code
    where
        month.category = 'contingent_troops'
        and mission.poc_mandate = 'yes'
        and month.as_of = coalesce(cast($month as date), (select max(as_of) from mart.reported_month))
        and (mission.ended_on is null or mission.ended_on > month.as_of)
        and (cast($mission as varchar) is null or month.mission_code = $mission)
    group by month.mission_code, month.iso3
    having sum(month.people_count) > 0
),

named as (
    select cast(mission as varchar) as mission, cast(iso3 as varchar) as iso3 from slot
    union
    select cast(mission as varchar), cast(iso3 as varchar) from contingent
)

select
    named.mission,
    named.iso3,
    cast(contingent.people_count as bigint) as people_count,
    cast(coalesce(slot.slot_count, 0) as bigint) as slot_count,
    cast(coalesce(slot.missing_count, 0) as bigint) as missing_count,
    cast(coalesce(slot.blank_count, 0) as bigint) as blank_count,
    case
        when slot.slot_count is null then 'no_slot'
        when slot.missing_count > 0 then 'missing'
        when slot.blank_count > 0 then 'blank'
        else 'reported'
    end as state,
    said.said_on as last_reported_on,
    cast(month.as_of - said.said_on as integer) as days_since,
    slot.rotates_out
from named
cross join month
left join slot on slot.mission = named.mission and slot.iso3 = named.iso3
left join contingent on contingent.mission = named.mission and contingent.iso3 = named.iso3
left join said on said.mission = named.mission and said.iso3 = named.iso3
left join mart.country as country on country.iso3 = named.iso3
order by named.mission, country.un_order, named.iso3

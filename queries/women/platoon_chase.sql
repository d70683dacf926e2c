-- title: Who has not reported on engagement platoons
-- metric: Contributors of contingent troops to missions that protect civilians, with their infantry slots that sent no return in the month, one that says nothing of a platoon, or nothing of its women
-- unit: units; people; days
-- grain: one row per mission and contributor with contingent troops in the month of the figures or a slot in the returns
-- columns: mission = Mission; iso3 = Code; people_count = People [count]; slot_count = Infantry slots [count]; missing_count = Without a return this month
--   [count]; blank_count = Blank on the platoon [count]; share_blank_count = Women of the platoon not told [count]; state = State; last_reported_on = Last
--   said [day]; days_since = Days since; rotates_out = Leaves on [day]
-- params: as_of DATE = null; units VARCHAR in (battalions_companies, with_support) = 'battalions_companies'; month DATE = null; mission VARCHAR = null
-- audience: restricted
-- from: mart.unit_return, mart.mission, mart.platoon_scope, mart.requirement, mart.deployment_month, mart.reported_month, mart.country
-- note: state: no_slot (troops are deployed and no infantry slot was ever returned: they may be of another kind), missing (a slot sent no return this month), blank (it did, and says nothing of a platoon), share_blank (it says that there is one, and not how many women of how many), reported; as_of is the day of the returns, month that of the figures; no day means the newest; last reported on is the last return of any slot that says whether there is a platoon

with
-- include: unit_now,

-- include: platoon_return,

-- include: platoon_status,

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
        count(case when status = 'missing' then 1 end) as missing_count,
        count(case when status = 'blank' then 1 end) as blank_count,
        count(case when status = 'share_not_reported' then 1 end) as share_blank_count,
        max(as_of) as returned_on,
        min(rotates_out) as rotates_out
    from platoon_status
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
    cast(coalesce(slot.share_blank_count, 0) as bigint) as share_blank_count,
    case
        when slot.slot_count is null then 'no_slot'
        when slot.missing_count > 0 then 'missing'
        when slot.blank_count > 0 then 'blank'
        when slot.share_blank_count > 0 then 'share_blank'
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

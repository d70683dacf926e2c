-- title: Engagement platoons, unit by unit
-- metric: Of each infantry unit in a mission that protects civilians: whether it has an engagement platoon, and how many of it are women. A platoon meets the guide where at least half of its reported strength are women; more women needed is what is missing to half, by replacement: the platoon keeps its size
-- unit: people; fraction 0 to 1, empty where the platoon has under 10 people
-- grain: one row per unit slot of the missions in scope that has ever sent a return, and whose slot is not empty
-- columns: unit_id = Unit; iso3 = Code; mission = Mission; platoon_women = Women in the platoon; platoon_strength = People in the platoon; women_fraction = Share
--   of women [percent]; status = Status; more_women_needed = More women to reach half [count]; rotates_out = Leaves on [day]; ask_by = Ask by [day]; last_call = Last call [day]; reported_on = Last return
--   [day]; unit_type = Kind of unit; counts = Counts; platoon_trained = Trained as a platoon; rotation = Rotation; rotated_in = Came on [day];
--   report_age_days = Its age in days; last_status = State in the last return; last_platoon_women = Women, last return; last_platoon_strength = People,
--   last return; last_more_women_needed = More women, last return; said_on = Last said of the platoon [day]; strength_count = People in the unit [count];
--   women_count = Women [count]; poc_source = Source of the mandate; asked_percent = Asked for, %; as_of = As of [day]; file_name = File; place = Place
-- params: as_of DATE = null; mission VARCHAR = null; units VARCHAR in (battalions_companies, with_support) = 'battalions_companies'
-- audience: restricted, own
-- from: mart.unit_return, mart.mission, mart.platoon_scope, mart.requirement, mart.rotation_call, mart.country, meta.file
-- note: status: meets, below, share_not_reported (present, without women or strength), absent, missing (no return in the month of the day), blank (a return of the month that says nothing of a platoon), undetermined (the mission's mandate to protect civilians is not sourced); a status is that of a return of this month and is never carried forward: what the last return that answers said stands beside it with its day (said_on), and the day and age of the last return of all; a mission without the mandate, or ended, is out; the slot is empty where its last return says strength 0; battalions_companies leaves out quick reaction force and force protection companies, with_support takes them in; ask by and last call are so many days before the unit leaves as mart.rotation_call says, values of our own; no day means that of the newest return

with
-- include: unit_now,

-- include: platoon_return,

-- include: platoon_status,

rotation_calls as (
    select
        max(case when call = 'ask_by' then days_before end) as ask_by_days,
        max(case when call = 'last_call' then days_before end) as last_call_days
    from mart.rotation_call
),

-- The newest return of each unit that says whether it has a platoon.
said as (
    select entry.mission, entry.unit_id, max(entry.as_of) as as_of
    from platoon_return as entry
    join month on entry.as_of <= month.as_of
    where entry.reported_status <> 'blank'
    group by entry.mission, entry.unit_id
)

select
    platoon_status.unit_id,
    platoon_status.iso3,
    platoon_status.mission,
    case when platoon_status.is_current then platoon_status.platoon_women end as platoon_women,
    case when platoon_status.is_current then platoon_status.platoon_strength end as platoon_strength,
    case when platoon_status.is_current and platoon_status.platoon_strength >= 10 then platoon_status.platoon_women / cast(platoon_status.platoon_strength as double) end as women_fraction,
    platoon_status.status,
    case when platoon_status.is_current then platoon_status.more_women_needed end as more_women_needed,
    platoon_status.rotates_out,
    platoon_status.rotates_out - rotation_calls.ask_by_days as ask_by,
    platoon_status.rotates_out - rotation_calls.last_call_days as last_call,
    platoon_status.as_of as reported_on,
    platoon_status.unit_type,
    platoon_status.counts,
    case when platoon_status.is_current then platoon_status.platoon_trained end as platoon_trained,
    platoon_status.rotation,
    platoon_status.rotated_in,
    cast(platoon_status.asked_on - platoon_status.as_of as integer) as report_age_days,
    coalesce(last.reported_status, 'not_reported') as last_status,
    last.platoon_women as last_platoon_women,
    last.platoon_strength as last_platoon_strength,
    last.more_women_needed as last_more_women_needed,
    said.as_of as said_on,
    platoon_status.strength_count,
    platoon_status.women_count,
    platoon_status.poc_source,
    platoon_status.asked_percent,
    platoon_status.asked_on as as_of,
    file.name as file_name,
    case when platoon_status.sheet is null then 'line ' || platoon_status.line else platoon_status.sheet || ', row ' || platoon_status.line end as place
from platoon_status
cross join rotation_calls
left join said on said.mission = platoon_status.mission and said.unit_id = platoon_status.unit_id
left join platoon_return as last on last.mission = said.mission and last.unit_id = said.unit_id and last.as_of = said.as_of
left join mart.country as country on country.iso3 = platoon_status.iso3
left join meta.file as file on file.file_id = platoon_status.file_id
order by platoon_status.mission, country.un_order, platoon_status.unit_id

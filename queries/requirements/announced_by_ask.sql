-- title: Uniformed capabilities asked for, beside what was announced in public
-- metric: Announced pledges that answer the guide's uniformed asks for a capability, each pledge once, by the Ministerial at which it was made or by the UN regional group of the state. Police units that speak French stand apart from other police units, and the four parts of countering drones (units, sets, officers, training and rules) are never added
-- unit: pledges
-- grain: one row per capability asked for and Ministerial, or capability and regional group
-- columns: ask_group = Asked for; capability = Capability; language = Language; capability_name = Capability, in words; ask = Ask; ask_count = Asks [count]; code
--   = Ministerial or group; pledge_count = Pledges [count]; state_count = Member States [count]; listed_count = Pledges of any kind listed [count];
--   is_asked = The guide is of this Ministerial; held_to = Last day of the Ministerial [day]; age_days = Age, days
-- params: by VARCHAR in (ministerial, regional_group) = 'ministerial'; ministerial VARCHAR = null; as_of DATE = null; today DATE = null
-- audience: open
-- from: mart.requirement, mart.capability, mart.pledge, mart.pledge_requirement, mart.ministerial, mart.country
-- note: the public list is partial and leans to states whose announcements are printed in the languages and places that were searched: it says nothing of a region; listed_count is how many pledges of any kind it holds for the column, and where that is 0 nothing is reported; is_asked says whether the guide at hand is that of the Ministerial: what was asked before is not known here, so no pledge is no gap there; none as a Ministerial has the pledges made at no Ministerial; Türkiye is counted once, under WEOG; as_of leaves out pledges after that day, withdrawn ones do not count; age_days are the days since the Ministerial, none for today is the current day

with parameters as (
    select coalesce(cast($today as date), current_date) as today
),

-- include: announced_asks,

asks as (
    select
        asked.ask_group,
        min(asked.capability) as capability,
        min(asked.language) as language,
        min(case when asked.requirement_id = asked.ask_group then asked.ask end) as ask,
        count(*) as ask_count,
        min(asked.position) as position,
        min(meeting.ministerial) as asked_at
    from asked
    left join mart.ministerial as meeting on replace(lower(meeting.ministerial), ' ', '_') = asked.edition
    group by asked.ask_group
),

place as (
    select meeting.ministerial as code, meeting.held_from, meeting.held_to
    from mart.ministerial as meeting
    where $by = 'ministerial' and ($ministerial is null or meeting.ministerial = $ministerial)
    union all
    select 'none', cast(null as date), cast(null as date)
    from parameters
    where $by = 'ministerial' and ($ministerial is null or $ministerial = 'none')
    union all
    select country.regional_group, cast(null as date), cast(null as date)
    from mart.country as country
    where $by = 'regional_group' and country.regional_group is not null and country.is_member_state
    group by country.regional_group
    union all
    select pledge.regional_group, cast(null as date), cast(null as date)
    from pledge
    where $by = 'regional_group' and pledge.regional_group = 'none'
    group by pledge.regional_group
),

listed as (
    select case when $by = 'ministerial' then ministerial else regional_group end as code, count(*) as listed_count
    from pledge
    group by case when $by = 'ministerial' then ministerial else regional_group end
),

answer as (
    select ask_group, code, count(*) as pledge_count, count(distinct iso3) as state_count
    from answered
    group by ask_group, code
)

select
    asks.ask_group,
    asks.capability,
    asks.language,
    capability.name as capability_name,
    asks.ask,
    asks.ask_count,
    place.code,
    coalesce(answer.pledge_count, 0) as pledge_count,
    coalesce(answer.state_count, 0) as state_count,
    coalesce(listed.listed_count, 0) as listed_count,
    case
        when $by = 'ministerial' then coalesce(place.code = asks.asked_at, false)
        else $ministerial is null or coalesce($ministerial = asks.asked_at, false)
    end as is_asked,
    place.held_to,
    cast(date_diff('day', place.held_to, parameters.today) as integer) as age_days
from asks
cross join parameters
cross join place
left join mart.capability as capability on capability.capability = asks.capability
left join listed on listed.code = place.code
left join answer on answer.ask_group = asks.ask_group and answer.code = place.code
order by asks.position, place.held_from desc nulls last, place.code

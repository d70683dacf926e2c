-- title: Deployment figures around each pledge
-- metric: For each pledge, people of its personnel type (in its mission, where it names one) in the months before and after it: the most of the months before, the most that six reported months running all reach after it, and when that rise began. Each pledge by itself, whatever others may claim the same people
-- unit: people; months
-- grain: one row per pledge, by its day
-- columns: pledge_id = Pledge; iso3 = Code; ministerial = Ministerial; dated = Day of the report [day]; personnel_type = Personnel type; mission = Mission;
--   people_pledged = People pledged [count]; partly_count = Least rise that is said [count]; before_months = Reported months before [count]; is_there = The months before hold the number; before_count = Most
--   before [count]; after_months = Reported months since [count]; after_count = Held after [count]; first_month = First seen [day]; gap_from = First month
--   not reported before it [day]; gap_to = Last month not reported before it [day]; reach_to = Looked at until [day]; barred = Why it cannot be seen; is_early = Too early; repeats =
--   Repeats
-- params: iso3 VARCHAR = null
-- audience: open
-- from: mart.pledge, mart.ministerial, mart.capability_people, mart.standby_word, mart.evidence_rule, mart.personnel_type, mart.mission, mart.deployment_month
-- note: the windows are rows of data/reference/evidence_rule.csv; a month that is published without missions is not reported for a named mission; officers are compared as troops, staff officers and experts together where the months before reach back to when staff officers were part of troops; a month in which a state has no row is zero people where the month is reported; before and after are held against each other in people, so a state that had some before needs as many more

with rule as (
    select
        max(case when rule = 'before_months' then value end) as before_months,
        max(case when rule = 'before_least' then value end) as before_least,
        max(case when rule = 'reach_months' then value end) as reach_months,
        max(case when rule = 'held_months' then value end) as held_months,
        max(case when rule = 'early_calendar_months' then value end) as early_calendar_months,
        max(case when rule = 'early_reported_months' then value end) as early_reported_months,
        max(case when rule = 'partly_percent' then value end) as partly_percent,
        max(case when rule = 'first_day' then day end) as first_day,
        max(case when rule = 'officers_apart' then day end) as officers_apart
    from mart.evidence_rule
),

standing_by as (
    select pledge.pledge_id
    from mart.pledge as pledge
    join mart.standby_word as known on position(known.word in lower(pledge.sentence)) > 0
    group by pledge.pledge_id
),

pledge as (
    select
        made.pledge_id,
        made.iso3,
        made.ministerial,
        coalesce(made.dated, meeting.held_from, made.status_date) as dated,
        coalesce(made.stated_types, known.personnel_type) as personnel_type,
        made.mission_code,
        coalesce(mission.lineage_code, made.mission_code) as lineage_code,
        cast(coalesce(
            made.stated_people,
            case when made.unit = 'person' then made.quantity when made.unit in ('unit', 'company', 'platoon') then made.quantity * known.people_per_unit end
        ) as bigint) as people_pledged,
        made.category,
        made.unit,
        case when standing_by.pledge_id is not null then 1 else 0 end as is_standby,
        made.repeats
    from mart.pledge as made
    left join mart.ministerial as meeting on meeting.ministerial = made.ministerial
    left join mart.capability_people as known on known.capability = made.capability
    left join mart.mission as mission on mission.mission_code = made.mission_code
    left join standing_by on standing_by.pledge_id = made.pledge_id
    where $iso3 is null or made.iso3 = $iso3
),

judged as (
    select
        pledge.*,
        case
            when pledge.category <> 'uniformed_capabilities' or pledge.unit = 'aircraft' then 'not_people'
            when pledge.is_standby = 1 then 'standby'
            when pledge.personnel_type is null and coalesce(pledge.unit, '') <> 'person' then 'not_people'
            when coalesce(pledge.people_pledged, 0) = 0 then 'no_number'
            when pledge.personnel_type is null then 'no_kind'
            when pledge.dated < rule.first_day then 'before_figures'
            when pledge.dated is null then 'few_before'
        end as barred
    from pledge
    cross join rule
),

month as (
    select as_of, max(case when mission_code = 'not_stated' then 0 else 1 end) as has_missions
    from mart.deployment_month
    group by as_of
),

around as (
    select
        judged.pledge_id,
        month.as_of,
        case when month.as_of < judged.dated then 1 else 0 end as is_before,
        row_number() over (partition by judged.pledge_id, case when month.as_of < judged.dated then 1 else 0 end order by month.as_of) as nth,
        row_number() over (partition by judged.pledge_id, case when month.as_of < judged.dated then 1 else 0 end order by month.as_of desc) as nth_last
    from judged
    cross join rule
    join month
        on month.as_of >= judged.dated - rule.reach_months * interval '1 month'
        and month.as_of < judged.dated + rule.reach_months * interval '1 month'
        and (judged.mission_code is null or month.has_missions = 1)
    where judged.barred is null
),

chosen as (
    select around.pledge_id, around.as_of, around.is_before, around.nth
    from around
    cross join rule
    where around.is_before = 0 or around.nth_last <= rule.before_months
),

reach as (
    select pledge_id, min(as_of) as first_month
    from chosen
    group by pledge_id
),

compared as (
    select judged.pledge_id, judged.iso3, judged.lineage_code, kind.personnel_type
    from judged
    cross join rule
    join reach on reach.pledge_id = judged.pledge_id
    join mart.personnel_type as kind
        on ';' || judged.personnel_type || ';' like '%;' || kind.personnel_type || ';%'
        or (
            reach.first_month < rule.officers_apart
            and kind.personnel_type in ('troops', 'staff_officers', 'experts_on_mission')
            and (judged.personnel_type like '%staff_officers%' or judged.personnel_type like '%experts_on_mission%')
        )
),

there as (
    select compared.pledge_id, deployed.as_of, sum(deployed.people_count) as people_count
    from compared
    join mart.deployment_month as deployed on deployed.iso3 = compared.iso3 and deployed.personnel_type = compared.personnel_type
    left join mart.mission as mission on mission.mission_code = deployed.mission_code
    where compared.lineage_code is null or coalesce(mission.lineage_code, cast(deployed.mission_code as varchar)) = compared.lineage_code
    group by compared.pledge_id, deployed.as_of
),

level as (
    select chosen.pledge_id, chosen.as_of, chosen.is_before, chosen.nth, coalesce(there.people_count, 0) as people_count
    from chosen
    left join there on there.pledge_id = chosen.pledge_id and there.as_of = chosen.as_of
),

side as (
    select
        level.pledge_id,
        count(case when level.is_before = 1 then 1 end) as before_months,
        count(case when level.is_before = 1 and level.people_count >= judged.people_pledged then 1 end) as holding_months,
        max(case when level.is_before = 1 then level.people_count end) as before_count,
        count(case when level.is_before = 0 then 1 end) as after_months
    from level
    join judged on judged.pledge_id = level.pledge_id
    group by level.pledge_id
),

-- What all of so many reported months running reach, by the first of them.
held as (
    select start.pledge_id, start.as_of, min(later.people_count) as people_count
    from level as start
    cross join rule
    join level as later on later.pledge_id = start.pledge_id and later.is_before = 0 and later.nth between start.nth and start.nth + rule.held_months - 1
    where start.is_before = 0
    group by start.pledge_id, start.as_of, rule.held_months
    having count(*) = rule.held_months
),

most_held as (
    select pledge_id, max(people_count) as people_count
    from held
    group by pledge_id
),

first_held as (
    select held.pledge_id, min(held.as_of) as as_of
    from held
    join side on side.pledge_id = held.pledge_id
    join most_held on most_held.pledge_id = held.pledge_id
    join judged on judged.pledge_id = held.pledge_id
    where
        most_held.people_count > side.before_count
        and held.people_count >= side.before_count + least(judged.people_pledged, most_held.people_count - side.before_count)
    group by held.pledge_id
),

last_seen as (
    select first_held.pledge_id, max(level.as_of) as as_of
    from first_held
    join level on level.pledge_id = first_held.pledge_id and level.as_of < first_held.as_of
    group by first_held.pledge_id
),

newest as (
    select max(as_of) as as_of from month
)

select
    judged.pledge_id,
    judged.iso3,
    judged.ministerial,
    judged.dated,
    judged.personnel_type,
    judged.mission_code as mission,
    judged.people_pledged,
    cast(ceil(judged.people_pledged * rule.partly_percent / 100.0) as bigint) as partly_count,
    coalesce(side.before_months, 0) as before_months,
    coalesce(side.holding_months >= rule.held_months, false) as is_there,
    cast(side.before_count as bigint) as before_count,
    coalesce(side.after_months, 0) as after_months,
    cast(most_held.people_count as bigint) as after_count,
    first_held.as_of as first_month,
    case when last_day(last_seen.as_of + interval '1 month') < first_held.as_of then last_day(last_seen.as_of + interval '1 month') end as gap_from,
    case
        when last_day(last_seen.as_of + interval '1 month') < first_held.as_of
            then last_day(cast(date_trunc('month', first_held.as_of) as date) - interval '1 month')
    end as gap_to,
    cast(judged.dated + rule.reach_months * interval '1 month' as date) as reach_to,
    case
        when judged.barred is null and coalesce(side.before_months, 0) < rule.before_least then 'few_before'
        else judged.barred
    end as barred,
    newest.as_of < judged.dated + rule.early_calendar_months * interval '1 month'
    or coalesce(side.after_months, 0) < rule.early_reported_months as is_early,
    judged.repeats
from judged
cross join rule
cross join newest
left join side on side.pledge_id = judged.pledge_id
left join most_held on most_held.pledge_id = judged.pledge_id
left join first_held on first_held.pledge_id = judged.pledge_id
left join last_seen on last_seen.pledge_id = judged.pledge_id
order by judged.dated nulls last, judged.pledge_id

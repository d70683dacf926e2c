-- title: Days ahead that are public
-- list: What has a date after the day: missions whose operations end, last known days of mandates, asks of the guide that fall due, dates of a Ministerial's process, announced pledges that say by when, parity targets that step up in January
-- unit: none
-- grain: one row per day and thing, the soonest first
-- columns: kind = Kind; on_day = Day [day]; iso3 = Code; mission = Mission; about = About; words = What was published
-- params: today DATE
-- audience: open
-- from: mart.ministerial, mart.ministerial_date, mart.mission, mart.requirement, mart.pledge, mart.parity_goal
-- note: a pledge that says a month counts on its last day, one that says a year on 31 December; words that are no date are not listed; targets are those of years for which one was found

with parameters as (
    select cast($today as date) as today
),

-- include: process_date,

each as (
    select 'mission_end' as kind, coalesce(mission.operations_end_on, mission.ended_on) as on_day, cast(null as varchar) as iso3, mission.mission_code as mission, mission.mission_code as about, cast(null as varchar) as words
    from mart.mission as mission
    union all
    select 'mandate_end', mission.mandate_last_day, null, mission.mission_code, mission.mission_code, null
    from mart.mission as mission
    union all
    select 'ask_due', asked.due_date, null, null, asked.requirement_id, asked.ask
    from mart.requirement as asked
    where asked.standing = 'ask'
    union all
    select
        'pledge_due',
        case
            when length(pledge.by_when) = 10 then try_cast(pledge.by_when as date)
            when length(pledge.by_when) = 7 then cast(try_cast(pledge.by_when || '-01' as date) + interval '1' month - interval '1' day as date)
            when length(pledge.by_when) = 4 then try_cast(pledge.by_when || '-12-31' as date)
        end,
        pledge.iso3,
        pledge.mission_code,
        pledge.pledge_id,
        pledge.sentence
    from mart.pledge as pledge
    where pledge.is_announced and pledge.status not in ('withdrawn', 'implemented', 'deployed')
    union all
    select 'process', process_date.from_on, null, null, process_date.ministerial, process_date.kind
    from process_date
    union all
    select 'target_step', cast(cast(goal.year as varchar) || '-01-01' as date), null, null, goal.category, cast(goal.target_percent as varchar)
    from mart.parity_goal as goal
    where goal.target_percent is not null
)

select each.kind, each.on_day, each.iso3, each.mission, each.about, each.words
from each
cross join parameters
where each.on_day > parameters.today
order by each.on_day, each.kind, each.about

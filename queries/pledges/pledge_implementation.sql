-- title: What is due, what was reported, what has no news
-- metric: Each pledge with the day by which it is due, the last step that was reported, and the days since
-- unit: days
-- grain: one row per pledge, those due first first
-- columns: pledge_id = Pledge; iso3 = Code; ministerial = Ministerial; category = Category; capability = Capability; sentence = Summary of a public page, or own words; status =
--   Status; due_date = Due [day]; due_basis = Due according to; is_due = Is due; news = News; last_date = Last reported step [day]; age_days = Age, days;
--   by_when = By when; is_announced = Announced in public
-- params: ministerial VARCHAR = null; today DATE; iso3 VARCHAR = null
-- audience: open
-- from: mart.pledge, mart.pledge_step, mart.ministerial, mart.country
-- note: due is the last day of what the pledge itself says, else the implementation meeting, so many months after the Ministerial as its window is wide (six); a pledge of no Ministerial that names no date has none; ended means implemented, deployed or withdrawn; too general stands for itself; reported means any step or mark after the announcement; no news means none, and its age runs from the announcement; days after today are not counted

with said as (
    select
        pledge_id,
        case
            when regexp_matches(by_when, '^[0-9]{4}$') then cast(by_when || '-12-31' as date)
            when regexp_matches(by_when, '^[0-9]{4}/[0-9]{4}$') then cast(substr(by_when, 6, 4) || '-12-31' as date)
            when regexp_matches(by_when, '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$') then cast(by_when as date)
            when regexp_matches(by_when, '^[0-9]{4}-(0[1-9]|1[0-2])(-[0-9]{2})?$')
                then last_day(cast(substr(by_when, 1, 7) || '-01' as date))
        end as due_date
    from mart.pledge
),

took as (
    select
        pledge_id,
        max(step_date) as last_date,
        count(case when status <> 'announced' then 1 end) as news_count
    from mart.pledge_step
    where step_date <= cast($today as date)
    group by pledge_id
)

select
    pledge.pledge_id,
    pledge.iso3,
    pledge.ministerial,
    pledge.category,
    pledge.capability,
    pledge.sentence,
    pledge.status,
    coalesce(said.due_date, cast(meeting.held_to + meeting.window_months * interval '1 month' as date)) as due_date,
    case
        when said.due_date is not null then 'said'
        when meeting.held_to is not null then 'meeting'
        else 'none'
    end as due_basis,
    coalesce(
        coalesce(said.due_date, cast(meeting.held_to + meeting.window_months * interval '1 month' as date)) <= cast($today as date),
        false
    ) as is_due,
    case
        when pledge.status in ('implemented', 'deployed', 'withdrawn') then 'ended'
        when pledge.status = 'too_general' then 'too_general'
        when coalesce(took.news_count, 0) > 0 then 'reported'
        else 'no_news'
    end as news,
    coalesce(took.last_date, pledge.status_date) as last_date,
    cast(date_diff('day', coalesce(took.last_date, pledge.status_date), cast($today as date)) as integer) as age_days,
    pledge.by_when,
    pledge.is_announced
from mart.pledge as pledge
join said on said.pledge_id = pledge.pledge_id
left join took on took.pledge_id = pledge.pledge_id
left join mart.ministerial as meeting on meeting.ministerial = pledge.ministerial
left join mart.country as country on country.iso3 = pledge.iso3
where
    ($ministerial is null or pledge.ministerial = $ministerial or ($ministerial = 'none' and pledge.ministerial is null))
    and ($iso3 is null or pledge.iso3 = $iso3)
order by due_date nulls last, country.un_order nulls last, pledge.pledge_id

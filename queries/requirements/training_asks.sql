-- title: Courses asked for, by year
-- metric: Each ask of the guide for training or for a host of a course, workshop or meeting, in each year for which it is asked, and the pledges of the ledger that answer it
-- unit: pledges
-- grain: one row per ask and year, asks without a year first, each in the guide's order
-- columns: requirement_id = Ask; ask = Ask; kind = Kind; section = Section; pledge_category = Category; capability = Capability; year = Year; pledge_count
--   = Pledges [count]; year_count = For this year [count]; unsaid_count = Year or language not said [count]; earlier_count = Earlier pledges that fit
--   [count]; states = Member States; status = Status; due_date = Due [day]; slot_limit = Slot limit
-- params: today DATE
-- audience: open
-- from: mart.requirement, mart.pledge, mart.pledge_requirement, mart.ministerial
-- note: a pledge counts if it was made at the Ministerial of the guide's edition or since its window opened; earlier ones that fit are in earlier_count and answer nothing; year_count pledges name that year as their own, unsaid_count name none; with one of that year, or for an ask without a year with any, the state is host found for what wants a host and pledged for other training; with only pledges that name no year it is host or pledge, year not said; an ask for one host in one year has its host found once a pledge for it was implemented, whatever year it names; with none it is date passed, outcome unknown once the year, or the whole of a span of years, is over, else no answer yet; announced does not say that a course took place; withdrawn pledges do not count

with asked as (
    select requirement_id, ask, kind, section, pledge_category, capability, period, due_date, slot_limit, edition, position
    from mart.requirement
    where kind in ('training', 'host_event') and standing = 'ask'
),

year as (
    select cast(substr(period, 1, 4) as integer) as year from asked where period is not null
    union
    select cast(substr(period, 1, 4) as integer) + 1 from asked where period is not null
    union
    select cast(substr(period, 1, 4) as integer) + 2 from asked where period is not null
),

slot as (
    select asked.requirement_id, year.year
    from asked
    join year
        on asked.period like '%' || cast(year.year as varchar) || '%'
        or (
            regexp_matches(asked.period, '^[0-9]{4}/[0-9]{4}$')
            and year.year between try_cast(substr(asked.period, 1, 4) as integer) and try_cast(substr(asked.period, 6, 4) as integer)
        )
    where asked.period is not null
),

answer as (
    select
        answered.requirement_id,
        pledge.pledge_id,
        pledge.iso3,
        pledge.by_when,
        pledge.status,
        case
            when meeting.ministerial is null or pledge.ministerial = meeting.ministerial then 1
            when pledge.dated >= cast(meeting.held_from - meeting.window_months * interval '1 month' as date) then 1
            else 0
        end as is_since
    from mart.pledge_requirement as answered
    join asked on asked.requirement_id = answered.requirement_id
    join mart.pledge as pledge on pledge.pledge_id = answered.pledge_id
    left join mart.ministerial as meeting on lower(replace(meeting.ministerial, ' ', '_')) = asked.edition
    where pledge.status <> 'withdrawn'
),

counted as (
    select
        asked.requirement_id,
        slot.year,
        count(case when answer.is_since = 1 then 1 end) as pledge_count,
        count(case when answer.is_since = 1 and answer.by_when like '%' || cast(slot.year as varchar) || '%' then 1 end) as year_count,
        count(case when answer.is_since = 1 and answer.by_when is null then 1 end) as unsaid_count,
        count(case when answer.is_since = 1 and answer.status = 'implemented' then 1 end) as done_count,
        count(case when answer.is_since = 0 then 1 end) as earlier_count,
        string_agg(
            distinct case when answer.is_since = 1 then answer.iso3 end,
            ';' order by case when answer.is_since = 1 then answer.iso3 end
        ) as states
    from asked
    left join slot on slot.requirement_id = asked.requirement_id
    left join answer on answer.requirement_id = asked.requirement_id
    group by asked.requirement_id, slot.year
)

select
    asked.requirement_id,
    asked.ask,
    asked.kind,
    asked.section,
    asked.pledge_category,
    asked.capability,
    counted.year,
    counted.pledge_count,
    case when counted.year is not null then counted.year_count end as year_count,
    counted.unsaid_count,
    counted.earlier_count,
    counted.states,
    case
        when counted.year is null and counted.pledge_count > 0 or counted.year_count > 0
            then case when asked.kind = 'host_event' then 'host_found' else 'pledged' end
        when asked.slot_limit = 1 and length(asked.period) = 4 and counted.done_count > 0 then 'host_found'
        when counted.unsaid_count > 0 then case when asked.kind = 'host_event' then 'host_unsaid' else 'pledged_unsaid' end
        when asked.due_date < cast($today as date) then 'date_passed'
        when
            counted.year < extract(year from cast($today as date))
            and not regexp_matches(asked.period, '^[0-9]{4}/[0-9]{4}$')
            then 'date_passed'
        else 'no_answer'
    end as status,
    asked.due_date,
    asked.slot_limit
from counted
join asked on asked.requirement_id = counted.requirement_id
order by counted.year nulls first, asked.position

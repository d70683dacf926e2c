-- title: Totals as announced, beside the ledger
-- metric: What the hosts and the press said after a meeting, and the same thing counted in the ledger
-- unit: as counts says: Member States, units, people or aircraft
-- grain: one row per announced total, the newest meeting first
-- columns: ministerial = Ministerial; measure = What was counted; category = Category; capability = Capability; counts = Counts; announced_count = Announced
--   [count]; other_count = Another source [count]; ledger_count = In the ledger [count]; pledge_count = Pledges [count]; without_number_count = Without a
--   number [count]; printed = As printed; source_url = Page; source_date = Day of the source; source_count = Pages [count]
-- params: ministerial VARCHAR = null
-- audience: open
-- from: mart.ministerial_total, mart.pledge, mart.ministerial
-- note: announced_count is the figure of the source named, other_count what a second source prints, printed the words; ledger_count counts the same in the ledger's pledges of that meeting, by capability where the total names one, else by category: distinct states, or the sum of what is stated, without what may repeat another pledge or restate a total; it is empty where no number is stated; pledge_count pledges stand behind it, of which without_number_count state no number; source_count is the pages that the ledger's pledges were read from; the two do not agree because the public list is partial, and neither corrects the other; companies, platoons and units count one each

with pledge as (
    select
        pledge_id,
        ministerial,
        iso3,
        category,
        capability,
        quantity,
        source_url,
        case when flags like '%repeat%' or flags like '%restates_total%' or flags like '%possible_duplicate%' then 1 else 0 end as is_repeat,
        case
            when unit in ('unit', 'company', 'platoon') then 'units'
            when unit = 'person' then 'people'
            when unit = 'aircraft' then 'aircraft'
        end as counts
    from mart.pledge
),

behind as (
    select
        total.position,
        count(pledge.pledge_id) as pledge_count,
        count(distinct pledge.iso3) as state_count,
        count(distinct pledge.source_url) as source_count,
        cast(sum(pledge.quantity) as bigint) as quantity,
        count(case when pledge.quantity is null then pledge.pledge_id end) as without_number_count
    from mart.ministerial_total as total
    join pledge
        on pledge.ministerial = total.ministerial
        and (total.category is null or total.capability is not null or pledge.category = total.category)
        and (total.capability is null or ';' || total.capability || ';' like '%;' || pledge.capability || ';%')
        and (total.counts = 'states' or (pledge.counts = total.counts and pledge.is_repeat = 0))
    group by total.position
)

select
    total.ministerial,
    total.measure,
    total.category,
    total.capability,
    total.counts,
    total.announced_count,
    total.other_count,
    case when total.counts = 'states' then coalesce(behind.state_count, 0) else behind.quantity end as ledger_count,
    coalesce(behind.pledge_count, 0) as pledge_count,
    case when total.counts <> 'states' then coalesce(behind.without_number_count, 0) end as without_number_count,
    total.printed,
    total.source_url,
    total.source_date,
    coalesce(behind.source_count, 0) as source_count
from mart.ministerial_total as total
left join behind on behind.position = total.position
left join mart.ministerial as meeting on meeting.ministerial = total.ministerial
where $ministerial is null or total.ministerial = $ministerial
order by meeting.held_from desc nulls last, total.position

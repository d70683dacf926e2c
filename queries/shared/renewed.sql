-- The rule for which renewal is over, once for every query that asks. Before it stands `entered` with date_accepted, last_renewed and
-- today, the day it is judged on, and unread: the columns whose cell could not be read, with ; around each. It leaves `standing`: its rows
-- with renew_by and renewal (current, stale, not_reported, not_read where a day that decides could not be read).
-- Stale: the months of the first period from acceptance are over and so are those of the last renewal, the last day still counting;
-- no renewal reported after the first period is not reported, which is not stale.
rule as (
    select
        max(case when period = 'first' then months end) as first_months,
        max(case when period = 'renewal' then months end) as renewal_months
    from mart.renewal_rule
),

dated as (
    select
        entered.*,
        cast(
            case
                when entered.last_renewed + rule.renewal_months * interval '1' month > entered.date_accepted + rule.first_months * interval '1' month
                    or entered.date_accepted is null
                    then entered.last_renewed + rule.renewal_months * interval '1' month
                else entered.date_accepted + rule.first_months * interval '1' month
            end as date
        ) as renew_by
    from entered
    cross join rule
),

standing as (
    select
        dated.*,
        case
            when dated.renew_by >= dated.today then 'current'
            when position(';date_accepted;' in dated.unread) > 0 or position(';last_renewed;' in dated.unread) > 0 then 'not_read'
            when dated.last_renewed is null then 'not_reported'
            else 'stale'
        end as renewal
    from dated
)

-- Units by the state of their platoon, and the women missing to half in those below it. Before it stands `keyed` with code, status and
-- more_women_needed; it leaves `counted`, one row a code. The six states sum to in_scope_count; not_reported_count is missing and blank.
counted as (
    select
        code,
        count(case when status = 'meets' then 1 end) as meets_count,
        count(case when status = 'below' then 1 end) as below_count,
        count(case when status = 'share_not_reported' then 1 end) as share_not_reported_count,
        count(case when status = 'absent' then 1 end) as absent_count,
        count(case when status = 'blank' then 1 end) as blank_count,
        count(case when status = 'missing' then 1 end) as missing_count,
        count(case when status in ('blank', 'missing') then 1 end) as not_reported_count,
        count(case when status <> 'undetermined' then 1 end) as in_scope_count,
        count(case when status = 'undetermined' then 1 end) as undetermined_count,
        cast(sum(case when status = 'below' then more_women_needed else 0 end) as bigint) as more_women_needed
    from keyed
    group by code
)

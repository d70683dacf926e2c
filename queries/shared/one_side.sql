-- The people of each key of `keyed` on one of the two days that are compared, 0 where the key is printed on the other day alone. Before it stands
-- `keyed` with is_side, the mark of that day; it leaves `side`, as women_reported takes it.
side as (
    select
        key,
        cast(coalesce(sum(case when is_side then women_count end), 0) as bigint) as women_reported_count,
        cast(sum(case when is_side then sex_not_reported_count else 0 end) as bigint) as sex_not_reported_count,
        cast(sum(case when is_side then people_count else 0 end) as bigint) as people_count
    from keyed
    group by key
    having sum(keyed.people_count) > 0
)

-- People in the raw text = people in the mart + people in the rows set aside, repeated or superseded; women likewise.
with raw as (
    select
        sum(coalesce(try_cast(scratch.clean(women_count) as bigint), 0)) as women_count,
        sum(coalesce(try_cast(scratch.clean(men_count) as bigint), 0)) as men_count
    from scratch.raw_deployments
),

mart as (
    select sum(women_count) as women_count, sum(men_count) as men_count
    from mart.deployment_month
),

aside as (
    select
        sum(coalesce(try_cast(scratch.clean(raw.women_count) as bigint), 0)) as women_count,
        sum(coalesce(try_cast(scratch.clean(raw.men_count) as bigint), 0)) as men_count
    from scratch.raw_deployments as raw
    join scratch.row_out as row_out on row_out.file_id = raw.file_id and row_out.line = raw.line and row_out.sheet is not distinct from raw.sheet
    where row_out.source = 'deployments'
)

select
    raw.women_count as women_raw,
    coalesce(mart.women_count, 0) + coalesce(aside.women_count, 0) as women_found,
    raw.men_count as men_raw,
    coalesce(mart.men_count, 0) + coalesce(aside.men_count, 0) as men_found
from raw
cross join mart
cross join aside
where
    raw.women_count <> coalesce(mart.women_count, 0) + coalesce(aside.women_count, 0)
    or raw.men_count <> coalesce(mart.men_count, 0) + coalesce(aside.men_count, 0);

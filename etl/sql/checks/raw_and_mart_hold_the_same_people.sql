-- People in the raw text = people in the mart + people in the rows set aside, repeated or superseded; women likewise.
with women as (
    select cast(women_count as varchar) as told, count(*) as row_count
    from scratch.raw_deployments
    group by women_count
),

men as (
    select cast(men_count as varchar) as told, count(*) as row_count
    from scratch.raw_deployments
    group by men_count
),

raw as (
    select
        (select sum(coalesce(try_cast(scratch.clean(told) as bigint), 0) * row_count) from women) as women_count,
        (select sum(coalesce(try_cast(scratch.clean(told) as bigint), 0) * row_count) from men) as men_count
),

mart as (
    select sum(women_count) as women_count, sum(men_count) as men_count
    from mart.deployment_month
),

aside as (
    select
        sum(coalesce(try_cast(scratch.clean(cast(raw.women_count as varchar)) as bigint), 0)) as women_count,
        sum(coalesce(try_cast(scratch.clean(cast(raw.men_count as varchar)) as bigint), 0)) as men_count
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

-- As for the monthly file: people in the raw text = people in the mart + people in the rows set aside, repeated or superseded.
with raw as (
    select 'police' as source, file_id, line, sheet, cast(women_count as varchar) as women_told, cast(men_count as varchar) as men_told
    from scratch.raw_police
    union all
    select 'gpp', file_id, line, sheet, cast(women_count as varchar), cast(men_count as varchar)
    from scratch.raw_gpp
    union all
    select 'training', file_id, line, sheet, cast(women_count as varchar), cast(men_count as varchar)
    from scratch.raw_training
),

told as (
    select
        source,
        file_id,
        line,
        sheet,
        coalesce(try_cast(scratch.clean(women_told) as bigint), 0) as women_count,
        coalesce(try_cast(scratch.clean(men_told) as bigint), 0) as men_count
    from raw
),

kept as (
    select told.source, sum(told.women_count) as women_count, sum(told.men_count) as men_count
    from told
    left join scratch.row_out as row_out
        on row_out.file_id = told.file_id and row_out.line = told.line and row_out.sheet is not distinct from told.sheet
    where row_out.file_id is null
    group by told.source
),

mart as (
    select 'police' as source, sum(women_count) as women_count, sum(men_count) as men_count from mart.police_month
    union all
    select 'gpp', sum(women_count), sum(men_count) from mart.gpp_snapshot
    union all
    select 'training', sum(women_count), sum(men_count) from mart.training_year
)

select mart.source, kept.women_count as women_raw, mart.women_count as women_mart, kept.men_count as men_raw, mart.men_count as men_mart
from mart
left join kept on kept.source = mart.source
where
    coalesce(mart.women_count, 0) <> coalesce(kept.women_count, 0)
    or coalesce(mart.men_count, 0) <> coalesce(kept.men_count, 0);

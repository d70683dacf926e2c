-- Rename and cast sheets of measures at home. What is wrong is told by the name of its column, never by its text: it may be a name.
create or replace temp view stg_national_measures as
with cells as (
    select
        raw.file_id,
        raw.line,
        raw.sheet,
        raw.problem,
        cast(file.received_at as date) as received_on,
        scratch.clean(raw.as_of) as as_of_text,
        scratch.to_date(scratch.clean(raw.as_of)) as as_of,
        scratch.clean(raw.state) as state_text,
        regexp_replace(lower(scratch.clean(raw.measure)), '[\s_-]+', '_', 'g') as measure_text,
        regexp_replace(lower(scratch.clean(raw.standing)), '[\s_-]+', '_', 'g') as standing_text
    from scratch.raw_national_measures as raw
    left join meta.file as file on file.file_id = raw.file_id
),

read as (
    select
        cells.*,
        state.iso3,
        coalesce(coded.measure, named.measure) as measure,
        case
            when cells.standing_text in ('in_place', 'done', 'yes') then 'in_place'
            when cells.standing_text in ('under_way', 'underway', 'in_progress', 'ongoing') then 'under_way'
            when cells.standing_text = 'planned' then 'planned'
            when cells.standing_text in ('none', 'no', 'not_in_place') then 'none'
        end as standing
    from cells
    left join scratch.state_spelling as state on state.spelling = scratch.fold(cells.state_text)
    left join mart.measure_at_home as coded on coded.measure = cells.measure_text
    left join mart.measure_at_home as named on replace(scratch.fold(named.name), ' ', '_') = cells.measure_text
),

with_reason as (
    select
        *,
        case
            when problem = 'not_data' then 'not_data'
            when coalesce(as_of_text, state_text, measure_text, standing_text) is null then 'not_data'
            when measure_text in ('measure', 'national_measure') and standing_text in ('standing', 'state_of_play') then 'not_data'
            when problem is not null then 'unreadable_row'
            when as_of_text is null then 'missing_date'
            when as_of is null then 'unreadable_date'
            when as_of > received_on + 1 then 'future_date'
            when iso3 is null then 'unknown_country'
            when measure is null then 'unknown_measure'
            when standing is null then 'unknown_standing'
        end as reason
    from read
)

select
    file_id,
    line,
    sheet,
    as_of,
    iso3,
    measure,
    standing,
    reason,
    case
        when reason = 'unreadable_row' then problem
        when reason = 'not_data' then null
        when reason in ('missing_date', 'unreadable_date', 'future_date') then 'the day'
        when reason = 'unknown_country' then 'the state'
        when reason = 'unknown_measure' then 'the measure'
        else 'the standing'
    end as detail
from with_reason;

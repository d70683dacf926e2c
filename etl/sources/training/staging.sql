-- Rename and cast the Hub's DPO-PKTRAINING. The fiscal year is declared a date and may be 2023-24, 2023/2024, FY 2023, a day or
-- an epoch: what is printed is kept, beside one spelling by which two downloads are compared and the year it begins in, to sort.
create or replace temp view stg_training as
with cells as (
    select
        file_id,
        line,
        sheet,
        problem,
        scratch.clean(training_name) as training_name,
        scratch.clean(fiscal_year) as year_text,
        nullif(regexp_extract(scratch.clean(fiscal_year), '^(?:FY *)?(\d{4}) *[-/–] *(\d{2}|\d{4})$', 1, 'i'), '') as span_from,
        nullif(regexp_extract(scratch.clean(fiscal_year), '^(?:FY *)?(\d{4}) *[-/–] *(\d{2}|\d{4})$', 2, 'i'), '') as span_to,
        nullif(regexp_extract(scratch.clean(fiscal_year), '^(?:FY *)?(\d{4})$', 1, 'i'), '') as alone,
        scratch.to_date(scratch.clean(fiscal_year)) as reported_on,
        scratch.clean(women_count) as women_text,
        scratch.clean(men_count) as men_text
    from scratch.raw_training
),

read as (
    select
        *,
        cast(coalesce(span_from, alone, cast(extract(year from reported_on) as varchar)) as integer) as year,
        span_from is not null
        and (cast(span_from as integer) + 1) % 100 <> cast(right(span_to, 2) as integer) as is_torn,
        scratch.count_fault(women_text) as women_fault,
        scratch.count_fault(men_text) as men_fault
    from cells
)

select
    file_id,
    line,
    sheet,
    case
        when span_from is not null then span_from || '-' || right(span_to, 2)
        else coalesce(alone, cast(reported_on as varchar))
    end as fiscal_year,
    -- An epoch says nothing to a reader: its day is shown.
    case when regexp_full_match(year_text, '-?\d{9,13}(\.0+)?') then cast(reported_on as varchar) else year_text end as fiscal_year_printed,
    year,
    training_name,
    reported_on,
    case when women_fault is null then try_cast(women_text as integer) end as women_count,
    case when men_fault is null then try_cast(men_text as integer) end as men_count,
    case
        when problem = 'not_data' then 'not_data'
        when coalesce(training_name, year_text, women_text, men_text) is null then 'not_data'
        when lower(training_name) in ('training_name', 'total', 'grand total') then 'not_data'
        when problem is not null then 'unreadable_row'
        when year_text is null then 'missing_date'
        when year is null or is_torn or year not between 1948 and 2100 then 'unreadable_year'
        when training_name is null then 'missing_training_name'
        when women_fault is not null then women_fault
        when men_fault is not null then men_fault
    end as reason,
    case
        when problem is not null then problem
        when year is null or is_torn or year not between 1948 and 2100 then 'fiscal year ' || coalesce(year_text, '(blank)')
        when training_name is null then 'no name of a training, fiscal year ' || year_text
        when women_fault is not null then 'women ' || coalesce(women_text, '(blank)')
        else 'men ' || coalesce(men_text, '(blank)')
    end as detail
from read;

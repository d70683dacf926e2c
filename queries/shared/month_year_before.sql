-- The reported month a year before `asked_month`; one row, null where there is none.
month_year_before as (
    select max(reported.as_of) as as_of
    from mart.reported_month as reported
    join asked_month
        on extract(year from reported.as_of) = extract(year from asked_month.as_of) - 1
        and extract(month from reported.as_of) = extract(month from asked_month.as_of)
)

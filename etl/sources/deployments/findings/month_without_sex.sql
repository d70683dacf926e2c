-- A month of which nobody's sex is reported, as printed or because the printed split is known to be wrong.
select
    month.file_id,
    min(month.line) as line,
    min(month.sheet) as sheet,
    month.as_of || ': ' || sum(month.people_count) || ' people, sex not reported'
    || coalesce('. ' || max(erratum.reason), '') as detail
from mart.deployment_month as month
left join ref.month_erratum as erratum on erratum.as_of = month.as_of
where
    month.as_of in (select as_of from mart.reported_month where not states_sex)
    and month.as_of not in (select as_of from ref.erratum) -- its rows are findings of their own
group by month.file_id, month.as_of;

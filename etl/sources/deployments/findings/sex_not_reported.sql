-- A known misprint of the split: the people are counted, how many of them are women is not reported.
select
    month.file_id,
    month.line,
    month.sheet,
    month.mission_code || ', ' || month.iso3 || ', ' || month.personnel_type || ', ' || month.as_of || ': ' || month.people_count
    || ' people, sex not reported. ' || erratum.reason as detail
from mart.deployment_month as month
join ref.erratum as erratum
    on erratum.source_name = 'deployments'
    and erratum.as_of = month.as_of
    and erratum.iso3 = month.iso3
    and erratum.mission_code = month.mission_code
    and erratum.personnel_type = month.personnel_type
where month.sex_not_reported_count > 0;

-- Personnel printed under the code of a territory: loaded as printed, and not a Member State.
select
    month.file_id,
    min(month.line) as line,
    min(month.sheet) as sheet,
    country.name || ' (' || country.iso3 || ') is not a Member State: ' || sum(month.people_count) || ' people in ' || month.mission_code
    || ', ' || month.as_of as detail
from mart.deployment_month as month
join mart.country as country on cast(country.iso3 as mart.code_of_country) = month.iso3
where not country.is_member_state
group by month.file_id, country.name, country.iso3, month.mission_code, month.as_of;

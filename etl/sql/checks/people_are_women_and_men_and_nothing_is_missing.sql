-- Arithmetic and completeness of mart.deployment_month.
select as_of, mission_code, iso3, personnel_type, women_count, men_count, people_count, file_id, line
from mart.deployment_month
where
    as_of is null
    or mission_code is null
    or iso3 is null
    or personnel_type is null
    or category is null
    or is_peacekeeping is null
    or file_id is null
    or line is null
    or women_count is null
    or men_count is null
    or women_count < 0
    or men_count < 0
    or people_count is null
    or people_count <> women_count + men_count;

-- title: The lines behind a figure
-- metric: Every loaded line of a month for a mission, a contributor or a category
-- unit: as named
-- grain: one row per line of a file
-- params: as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'; mission VARCHAR = null; iso3 VARCHAR = null; category VARCHAR in (unmem_staff_officers, contingent_troops, individual_police_officers, formed_police_units, justice_corrections_gpp) = null
-- audience: open
-- from: mart.deployment_month, meta.file
-- note: no date means the latest reported month; scope all counts every mission, peacekeeping leaves out special political missions and support offices

with chosen as (
    select coalesce(cast($as_of as date), (select max(as_of) from mart.reported_month)) as as_of
)

select
    month.mission_code,
    month.iso3,
    month.personnel_type,
    month.women_count,
    month.men_count,
    month.people_count,
    file.name as file_name,
    month.sheet,
    month.line,
    file.sha256
from mart.deployment_month as month
join chosen on chosen.as_of = month.as_of
join meta.file as file on file.file_id = month.file_id
where
    ($scope = 'all' or month.is_peacekeeping)
    and ($mission is null or month.mission_code = $mission)
    and ($iso3 is null or month.iso3 = $iso3)
    and ($category is null or month.category = $category)
order by month.mission_code, month.iso3, month.personnel_type

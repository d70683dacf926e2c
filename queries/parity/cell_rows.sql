-- title: The lines behind a figure
-- list: Every loaded line of a month for a mission, a contributor or a category
-- unit: as named
-- grain: one row per line of a file
-- columns: mission_code = Mission; iso3 = Code; personnel_type = Personnel type; women_count = Women [count]; men_count = Men [count]; people_count = People
--   [count]; file_name = File; sheet = Sheet; line = Line; sha256 = Hash (SHA-256)
-- params: as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'; mission VARCHAR = null; iso3 VARCHAR = null; category VARCHAR in (unmem_staff_officers, contingent_troops, individual_police_officers, formed_police_units, justice_corrections_gpp) = null
-- audience: open
-- from: mart.deployment_month, mart.gpp_snapshot, meta.file, mart.reported_month
-- note: no date means the latest reported month; scope all counts every mission, peacekeeping leaves out special political missions and support offices; justice and corrections personnel are no part of uniformed totals: their lines are listed where their category is asked for, of a snapshot of exactly this day

with chosen as (
    select coalesce(cast($as_of as date), (select max(as_of) from mart.reported_month)) as as_of
),

counted as (
    select month.mission_code, month.iso3, month.personnel_type, month.category, month.is_peacekeeping, month.women_count, month.men_count, month.people_count, month.file_id, month.sheet, month.line
    from mart.deployment_month as month
    join chosen on chosen.as_of = month.as_of
    union all
    select gpp.mission_code, gpp.iso3, gpp.gpp_type, 'justice_corrections_gpp', gpp.is_peacekeeping, gpp.women_count, gpp.men_count, gpp.people_count, gpp.file_id, gpp.sheet, gpp.line
    from mart.gpp_snapshot as gpp
    join chosen on chosen.as_of = gpp.as_of
    where $category = 'justice_corrections_gpp'
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
from counted as month
join meta.file as file on file.file_id = month.file_id
where
    ($scope = 'all' or month.is_peacekeeping)
    and ($mission is null or month.mission_code = $mission)
    and ($iso3 is null or month.iso3 = $iso3)
    and ($category is null or month.category = $category)
order by month.mission_code, month.iso3, month.personnel_type

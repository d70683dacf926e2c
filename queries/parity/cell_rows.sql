-- title: The lines behind a figure
-- list: Every loaded line of a month for a mission, a contributor or a category
-- unit: as named
-- grain: one row per line of a file
-- columns: mission_code = Mission; iso3 = Code; personnel_type = Personnel type; women_count = Women [count]; men_count = Men [count]; people_count =
--   People [count]; sex_not_reported_count = Sex not reported [count]; file_name = File; sheet = Sheet; line = Line; sha256 = Hash (SHA-256)
-- params: as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'; mission VARCHAR = null; iso3 VARCHAR = null; category VARCHAR in (unmem_staff_officers, contingent_troops, individual_police_officers, formed_police_units, justice_corrections_gpp) = null
-- audience: open
-- from: mart.deployment_month, mart.gpp_snapshot, meta.file, mart.reported_month
-- note: no date means the latest reported month; scope all counts every mission, peacekeeping leaves out special political missions and support offices; justice and corrections personnel are no part of uniformed totals: their lines are listed where their category is asked for, of a snapshot of exactly this day; a row whose split into women and men is a known misprint has people and neither women nor men

with
-- include: asked_month,

reported_row as (
    select month.mission_code, month.iso3, month.personnel_type, month.category, month.is_peacekeeping, month.women_count, month.men_count, month.sex_not_reported_count, month.people_count, month.file_id, month.sheet, month.line
    from mart.deployment_month as month
    join asked_month on asked_month.as_of = month.as_of
    union all
    select gpp.mission_code, gpp.iso3, gpp.gpp_type, 'justice_corrections_gpp', gpp.is_peacekeeping, gpp.women_count, gpp.men_count, 0, gpp.people_count, gpp.file_id, gpp.sheet, gpp.line
    from mart.gpp_snapshot as gpp
    join asked_month on asked_month.as_of = gpp.as_of
    where $category = 'justice_corrections_gpp'
)

select
    reported_row.mission_code,
    reported_row.iso3,
    reported_row.personnel_type,
    reported_row.women_count,
    reported_row.men_count,
    reported_row.people_count,
    reported_row.sex_not_reported_count,
    file.name as file_name,
    reported_row.sheet,
    reported_row.line,
    file.sha256
from reported_row
join meta.file as file on file.file_id = reported_row.file_id
where
    ($scope = 'all' or reported_row.is_peacekeeping)
    and ($mission is null or reported_row.mission_code = $mission)
    and ($iso3 is null or reported_row.iso3 = $iso3)
    and ($category is null or reported_row.category = $category)
order by reported_row.mission_code, reported_row.iso3, reported_row.personnel_type

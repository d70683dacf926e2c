-- title: Rows set aside in a month
-- list: Rows of the monthly file, and of a snapshot of justice and corrections personnel of that day, that are kept out of the figures
-- unit: as named
-- grain: one row per category
-- columns: category = Category; row_count = Rows [count]
-- params: as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'
-- audience: open
-- from: meta.quarantine, meta.file, mart.reported_month, mart.personnel_type, mart.mission
-- note: rows without a readable month are in no month; no date means the latest reported month

with
-- include: asked_month

select case when file.source = 'gpp' then 'justice_corrections_gpp' else type.category end as category, count(*) as row_count
from meta.quarantine as quarantine
join asked_month on asked_month.as_of = quarantine.as_of
join meta.file as file on file.file_id = quarantine.file_id and file.source in ('deployments', 'gpp')
left join mart.personnel_type as type on type.personnel_type = quarantine.personnel_type
left join mart.mission as mission on mission.mission_code = quarantine.mission_code
where $scope = 'all' or mission.is_peacekeeping or mission.mission_code is null
group by case when file.source = 'gpp' then 'justice_corrections_gpp' else type.category end
order by category

-- title: Rows set aside in a month
-- metric: Rows of the month that are kept out of its figures
-- unit: as named
-- grain: one row per category
-- params: as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'
-- audience: open
-- from: meta.quarantine
-- note: rows without a readable month are in no month; no date means the latest reported month

with chosen as (
    select coalesce(cast($as_of as date), (select max(as_of) from mart.reported_month)) as as_of
)

select type.category, count(*) as row_count
from meta.quarantine as quarantine
join chosen on chosen.as_of = quarantine.as_of
left join mart.personnel_type as type on type.personnel_type = quarantine.personnel_type
left join mart.mission as mission on mission.mission_code = quarantine.mission_code
where $scope = 'all' or mission.is_peacekeeping or mission.mission_code is null
group by type.category
order by type.category

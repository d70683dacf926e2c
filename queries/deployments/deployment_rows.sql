-- title: The rows of a month
-- list: Every loaded row of a month with its figures, without its place in a file
-- unit: people
-- grain: one row per mission, contributor and personnel type
-- columns: as_of = As of [day]; mission_code = Mission; iso3 = Code; personnel_type = Personnel type; women_count = Women [count]; men_count = Men
--   [count]; people_count = People [count]; sex_not_reported_count = Sex not reported [count]
-- params: as_of DATE = null
-- audience: open
-- from: mart.deployment_month, mart.reported_month
-- note: no date means the latest reported month; to compare two data versions, each reads its own; a row whose split into women and men is a known misprint has people and neither women nor men

select as_of, mission_code, iso3, personnel_type, women_count, men_count, people_count, sex_not_reported_count
from mart.deployment_month
where as_of = coalesce(cast($as_of as date), (select max(as_of) from mart.reported_month))
order by mission_code, iso3, personnel_type

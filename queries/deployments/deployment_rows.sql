-- title: The rows of a month
-- list: Every loaded row of a month, or of the months from one day to another, with its figures, without its place in a file
-- unit: people
-- grain: one row per month, mission, contributor and personnel type
-- columns: as_of = As of [day]; mission_code = Mission; iso3 = Code; personnel_type = Personnel type; women_count = Women [count]; men_count = Men
--   [count]; people_count = People [count]; sex_not_reported_count = Sex not reported [count]
-- params: as_of DATE = null; since DATE = null
-- audience: open
-- from: mart.deployment_month, mart.reported_month
-- note: no date means the latest reported month, and since the months from it to that one; to compare two data versions, each reads its own; a row whose split into women and men is a known misprint has people and neither women nor men

with parameters as (
    select coalesce(cast($as_of as date), (select max(as_of) from mart.reported_month)) as as_of
)

select
    month.as_of,
    month.mission_code,
    month.iso3,
    month.personnel_type,
    month.women_count,
    month.men_count,
    month.people_count,
    month.sex_not_reported_count
from mart.deployment_month as month
join parameters on month.as_of between coalesce(cast($since as date), parameters.as_of) and parameters.as_of
order by month.as_of, month.mission_code, month.iso3, month.personnel_type

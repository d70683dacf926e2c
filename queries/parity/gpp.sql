-- title: Justice and corrections personnel in a snapshot
-- metric: Government-provided justice and corrections personnel of each contributor in each mission, on the day of the snapshot
-- unit: people
-- grain: one row per mission, contributor and type of personnel
-- columns: as_of = As of [day]; mission = Mission; iso3 = Code; gpp_type = Type; women_count = Women [count]; men_count = Men [count]; people_count = People
--   [count]
-- params: as_of DATE = null
-- audience: open
-- from: mart.gpp_snapshot
-- note: a snapshot answers for the day it was downloaded and for no other: a day without one has no rows, which is not reported, not zero; no date means the latest snapshot; not police, and no part of uniformed totals

select
    as_of,
    mission_code as mission,
    iso3,
    gpp_type,
    cast(women_count as bigint) as women_count,
    cast(men_count as bigint) as men_count,
    cast(people_count as bigint) as people_count
from mart.gpp_snapshot
where as_of = coalesce(cast($as_of as date), (select max(as_of) from mart.gpp_snapshot))
order by mission_code, iso3, gpp_type

-- title: Known breaks that a comparison meets
-- list: Months whose women are printed as they cannot be, where a comparison of two months starts, ends, or which it passes over
-- unit: as named
-- grain: one row per month, mission and personnel type, those that it starts or ends at first
-- columns: as_of = As of [day]; mission = Mission; personnel_type = Personnel type; category = Category; place = Place; reason = Reason; source = Source;
--   clean_as_of = Next clean month [day]
-- params: from_date DATE; to_date DATE; category VARCHAR = null; scope VARCHAR in (all, peacekeeping) = 'all'
-- audience: open
-- from: mart.known_break, mart.mission, mart.reported_month
-- note: figures stand as printed; the next clean month is the first reported one after it without such a break of the category; no category means all; either of the two months may be the earlier

with asked as (
    select
        least(cast($from_date as date), cast($to_date as date)) as first_as_of,
        greatest(cast($from_date as date), cast($to_date as date)) as last_as_of
),

clean as (
    select broken.as_of, min(reported.as_of) as clean_as_of
    from mart.known_break as broken
    join mart.reported_month as reported on reported.as_of > broken.as_of and reported.states_mission
    left join mart.known_break as other on other.as_of = reported.as_of and ($category is null or other.category = $category)
    where other.as_of is null
    group by broken.as_of
)

select
    broken.as_of,
    broken.mission_code as mission,
    broken.personnel_type,
    broken.category,
    case when broken.as_of = asked.first_as_of then 'starts' when broken.as_of = asked.last_as_of then 'ends' else 'passes' end as place,
    broken.reason,
    broken.source,
    clean.clean_as_of
from mart.known_break as broken
join asked on broken.as_of between asked.first_as_of and asked.last_as_of and asked.first_as_of < asked.last_as_of
join mart.mission as mission on mission.mission_code = broken.mission_code
left join clean on clean.as_of = broken.as_of
where ($category is null or broken.category = $category) and ($scope = 'all' or mission.is_peacekeeping)
order by
    case when broken.as_of = asked.first_as_of then 0 when broken.as_of = asked.last_as_of then 1 else 2 end,
    broken.as_of,
    broken.mission_code,
    broken.personnel_type

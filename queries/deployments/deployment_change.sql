-- title: Change between two months
-- metric: People and women on the last day of two reported months, and the later less the earlier, by mission, personnel type or contributor. The rows sum to the change of all
-- unit: people
-- grain: one row per key with at least one person on either day; no row where either month was not reported
-- columns: key = Key; from_people_count = People before [count]; to_people_count = People after [count]; people_change = Change of people;
--   from_women_count = Women before [count]; to_women_count = Women after [count]; women_change = Change of women; from_sex_not_reported_count = Sex
--   not reported before [count]; to_sex_not_reported_count = Sex not reported after [count]
-- params: from_date DATE; to_date DATE = null; by VARCHAR in (mission, type, state, iso3, personnel_type, category, total) = 'mission'; scope VARCHAR in (all, peacekeeping) = 'all'
-- audience: open
-- from: mart.deployment_month, mart.mission, mart.parity_category, mart.reported_month, mart.figure_rule
-- note: no second date means the latest reported month; within a reported month what is not printed is nobody: a key that one side does not print counts 0 there; a month that was not reported is not compared, for it is not zero; a mission renamed (UNSOM to UNTMIS, UNMC to UNVMC) is one row under its newest code; before May 2017 staff officers stand inside troops, so types do not compare across it, and by category troops, military experts and staff officers are then one row; state is the same as iso3, type as personnel_type; scope all counts every mission, peacekeeping leaves out special political missions and support offices; the change of women is empty where the sex of some is not reported in either month

with asked as (
    select
        cast($from_date as date) as from_as_of,
        coalesce(cast($to_date as date), (select max(as_of) from mart.reported_month)) as to_as_of
),

days as (
    select asked.from_as_of, asked.to_as_of, apart.apart_from
    from asked
    join mart.reported_month as first_month on first_month.as_of = asked.from_as_of
    join mart.reported_month as second_month on second_month.as_of = asked.to_as_of
    cross join (select max(reported_from) as apart_from from mart.parity_category) as apart
    where ($scope = 'all' and $by <> 'mission') or (first_month.states_mission and second_month.states_mission)
),

-- Both days as rows: of a table that is kept in the order of its months only these are then read.
compared as (
    select from_as_of as as_of from days
    union
    select to_as_of from days
),

keyed as (
    select
        case
            when $by = 'mission' then mission.lineage_code
            when $by in ('type', 'personnel_type') then month.personnel_type
            when $by in ('state', 'iso3') then month.iso3
            when $by = 'total' then 'total'
            when month.category in ('contingent_troops', 'unmem_staff_officers')
                and (days.from_as_of < days.apart_from or days.to_as_of < days.apart_from)
                then 'contingent_troops_unmem_staff_officers'
            else month.category
        end as key,
        month.as_of = days.from_as_of as is_from,
        month.as_of = days.to_as_of as is_to,
        month.women_count,
        month.sex_not_reported_count,
        month.people_count
    from mart.deployment_month as month
    join compared on compared.as_of = month.as_of
    cross join days
    left join mart.mission as mission on mission.mission_code = month.mission_code
    where ($scope = 'all' or month.is_peacekeeping)
),

-- include: one_side (side as key_summed, is_side as is_from),

-- include: women_reported (summed as key_summed, sexed as key_from),

-- include: one_side (side as key_summed_to, is_side as is_to),

-- include: women_reported (summed as key_summed_to, sexed as key_to)

select
    key_from.key,
    key_from.people_count as from_people_count,
    key_to.people_count as to_people_count,
    key_to.people_count - key_from.people_count as people_change,
    key_from.women_count as from_women_count,
    key_to.women_count as to_women_count,
    case when key_from.sex_not_reported_count + key_to.sex_not_reported_count = 0 then key_to.women_count - key_from.women_count end as women_change,
    key_from.sex_not_reported_count as from_sex_not_reported_count,
    key_to.sex_not_reported_count as to_sex_not_reported_count
from key_from
join key_to on key_to.key = key_from.key
order by key_from.key

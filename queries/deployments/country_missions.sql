-- title: One state's missions, with their first and last month
-- metric: The first and the last reported month in which the state has at least one person in the mission, up to the month shown, its people in that month, and the change against the same month a year before
-- unit: people; months
-- grain: one row per mission in which the state had people up to the month shown, those of the month first
-- columns: mission = Mission; former_mission = Formerly; first_as_of = First reported month [day]; last_as_of = Last reported month [day];
--   month_count = Reported months with people [count]; women_count = Women [count]; people_count = People [count]; sex_not_reported_count = Sex not
--   reported [count]; people_before_count = People a year before [count]; people_change_12m = Change in 12 months; is_there = Still there in the month
--   shown; is_first_of_file = First month of the files; is_after_gap = The month before was not reported; is_before_gap = The month after was not
--   reported; reported_before_as_of = Reported month before the first [day]; reported_after_as_of = Reported month after the last [day]
-- params: iso3 VARCHAR; as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'
-- audience: open
-- from: mart.deployment_month, mart.mission, mart.reported_month, mart.figure_rule
-- note: no date means the latest reported month; a mission renamed (UNSOM to UNTMIS, UNMC to UNVMC) is one row under its newest name, with the former one beside it; the first month may be later than the true one where the month before it was not reported, or where the files begin: that is marked, with the reported month before it; the last may be earlier than the true one where the month after it was not reported: marked too, with the reported month after it; the state may have been away in between; months with people counts the reported ones; the change is empty where one of the two months was not reported or states no missions, and a mission in which the state had people in one of the two alone has 0 for the other; scope all counts every mission, peacekeeping leaves out special political missions and support offices; where the sex of some is not reported, women are at least those reported and the share is over those reported, both empty where fewer than 95 % are

with
-- include: asked_month,

-- include: month_year_before,

calendar as (
    select
        month.as_of,
        12 * extract(year from month.as_of) + extract(month from month.as_of)
            - 12 * extract(year from lag(month.as_of, 1) over (order by month.as_of))
            - extract(month from lag(month.as_of, 1) over (order by month.as_of)) as months_since,
        12 * extract(year from lead(month.as_of, 1) over (order by month.as_of))
            + extract(month from lead(month.as_of, 1) over (order by month.as_of))
            - 12 * extract(year from month.as_of) - extract(month from month.as_of) as months_until,
        lag(month.as_of, 1) over (order by month.as_of) as before_as_of,
        lead(month.as_of, 1) over (order by month.as_of) as after_as_of
    from mart.reported_month as month
    where month.states_mission
),

present as (
    select
        mission.lineage_code,
        month.mission_code,
        month.as_of,
        month.women_count,
        month.sex_not_reported_count,
        month.people_count
    from mart.deployment_month as month
    join mart.mission as mission on mission.mission_code = month.mission_code
    cross join asked_month
    where
        month.iso3 = $iso3
        and month.as_of <= asked_month.as_of
        and month.people_count > 0
        and ($scope = 'all' or month.is_peacekeeping)
),

line_summed as (
    select
        present.lineage_code,
        min(present.as_of) as first_as_of,
        max(present.as_of) as last_as_of,
        count(distinct present.as_of) as month_count,
        cast(coalesce(sum(case when present.as_of = asked_month.as_of then present.women_count end), 0) as bigint) as women_reported_count,
        cast(coalesce(sum(case when present.as_of = asked_month.as_of then present.sex_not_reported_count end), 0) as bigint) as sex_not_reported_count,
        cast(coalesce(sum(case when present.as_of = asked_month.as_of then present.people_count end), 0) as bigint) as people_count,
        cast(coalesce(sum(case when present.as_of = month_year_before.stating_as_of then present.people_count end), 0) as bigint) as people_before_count
    from present
    cross join asked_month
    cross join month_year_before
    group by present.lineage_code
),

-- include: women_reported (summed as line_summed, sexed as line),

named as (
    select present.lineage_code, min(present.mission_code) as mission, line.first_as_of
    from present
    join line on line.lineage_code = present.lineage_code and line.last_as_of = present.as_of
    group by present.lineage_code, line.first_as_of
),

former as (
    select named.lineage_code, min(present.mission_code) as former_mission
    from named
    join present on present.lineage_code = named.lineage_code and present.mission_code <> named.mission
    group by named.lineage_code
)

select
    named.mission,
    former.former_mission,
    line.first_as_of,
    line.last_as_of,
    line.month_count,
    case when reported.as_of is not null then line.women_count end as women_count,
    case when reported.as_of is not null then line.people_count end as people_count,
    case when reported.as_of is not null then line.sex_not_reported_count end as sex_not_reported_count,
    case when month_year_before.stating_as_of is not null then line.people_before_count end as people_before_count,
    case
        when reported.as_of is not null and month_year_before.stating_as_of is not null then line.people_count - line.people_before_count
    end as people_change_12m,
    reported.as_of is not null and line.last_as_of = asked_month.as_of as is_there,
    start.months_since is null as is_first_of_file,
    coalesce(start.months_since, 1) > 1 as is_after_gap,
    (coalesce(finish.months_until, 1) > 1 or reported.as_of is null) and line.last_as_of < asked_month.as_of as is_before_gap,
    start.before_as_of as reported_before_as_of,
    finish.after_as_of as reported_after_as_of
from line
join named on named.lineage_code = line.lineage_code
cross join asked_month
cross join month_year_before
join calendar as start on start.as_of = line.first_as_of
join calendar as finish on finish.as_of = line.last_as_of
left join former on former.lineage_code = line.lineage_code
left join mart.reported_month as reported on reported.as_of = asked_month.as_of and reported.states_mission
order by is_there desc, named.mission

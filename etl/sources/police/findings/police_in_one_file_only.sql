-- In a month that both files report, people of the police of a mission who stand in one of them only: one finding per mission and
-- month. Rows printed with nobody are left out: there an absent row says the same.
with police as (
    select as_of, mission_code, iso3, personnel_type, people_count, file_id, line, sheet
    from mart.police_month
),

reported as (
    select as_of from mart.deployment_month where as_of in (select as_of from mart.police_month) group by as_of
),

month as (
    select month.as_of, month.mission_code, month.iso3, month.personnel_type, month.people_count
    from mart.deployment_month as month
    join mart.personnel_type as type on type.personnel_type = month.personnel_type
    where type.is_police and month.as_of in (select as_of from reported)
),

apart as (
    select police.as_of, police.mission_code, police.people_count as police_people, null as month_people
    from police
    left join month
        on month.as_of = police.as_of
        and month.mission_code = police.mission_code
        and month.iso3 = police.iso3
        and month.personnel_type = police.personnel_type
    where month.as_of is null and police.people_count > 0 and police.as_of in (select as_of from reported)
    union all
    select month.as_of, month.mission_code, null, month.people_count
    from month
    left join police
        on police.as_of = month.as_of
        and police.mission_code = month.mission_code
        and police.iso3 = month.iso3
        and police.personnel_type = month.personnel_type
    where police.as_of is null and month.people_count > 0
),

-- The finding stands at the first row of the mission in the police file, or of the month where the mission is not in it.
first_row as (
    select as_of, mission_code, min(file_id) as file_id from police group by as_of, mission_code
    union all
    select as_of, null, min(file_id) from police group by as_of
),

differences as (
    select
        apart.as_of,
        apart.mission_code,
        count(apart.police_people) as police_rows,
        sum(apart.police_people) as police_people,
        count(apart.month_people) as month_rows,
        sum(apart.month_people) as month_people
    from apart
    group by apart.as_of, apart.mission_code
)

select
    coalesce(of_mission.file_id, of_month.file_id) as file_id,
    min(police.line) as line,
    min(police.sheet) as sheet,
    differences.mission_code || ', ' || differences.as_of || ': '
    || concat_ws(
        '; ',
        case when differences.police_rows > 0 then 'in the police file only ' || differences.police_rows || case when differences.police_rows = 1 then ' row' else ' rows' end || ' of ' || differences.police_people || ' people' end,
        case when differences.month_rows > 0 then 'in the monthly file only ' || differences.month_rows || case when differences.month_rows = 1 then ' row' else ' rows' end || ' of ' || differences.month_people || ' people' end
    )
    || '; shown are the figures of the monthly file' as detail
from differences
left join first_row as of_mission on of_mission.as_of = differences.as_of and of_mission.mission_code = differences.mission_code
left join first_row as of_month on of_month.as_of = differences.as_of and of_month.mission_code is null
left join police
    on police.file_id = coalesce(of_mission.file_id, of_month.file_id)
    and police.as_of = differences.as_of
    and (police.mission_code = differences.mission_code or of_mission.file_id is null)
group by
    differences.as_of,
    differences.mission_code,
    differences.police_rows,
    differences.police_people,
    differences.month_rows,
    differences.month_people,
    of_mission.file_id,
    of_month.file_id;

-- A mission's personnel of one type printed without any woman, right after a month (within a quarter) in which it had 20 or
-- more, while half of the people or more are still there. Real or a misprint: loaded as printed, for a person to judge.
with monthly as materialized (
    select as_of, mission_code, personnel_type, sum(women_count) as women_count, sum(people_count) as people_count,
        sum(sex_not_reported_count) as sex_not_reported_count
    from mart.deployment_month
    group by as_of, mission_code, personnel_type
),

bare as (
    select bare.as_of, bare.mission_code, bare.personnel_type, bare.people_count, max(earlier.as_of) as earlier_on
    from monthly as bare
    join monthly as earlier
        on earlier.mission_code = bare.mission_code
        and earlier.personnel_type = bare.personnel_type
        and earlier.as_of < bare.as_of
        and earlier.as_of >= bare.as_of - 92
    where bare.women_count = 0 and bare.sex_not_reported_count = 0 and bare.people_count > 0
    group by bare.as_of, bare.mission_code, bare.personnel_type, bare.people_count
)

select
    min(month.file_id) as file_id,
    min(month.line) as line,
    min(month.sheet) as sheet,
    bare.mission_code || ', ' || bare.personnel_type || ': 0 women of ' || bare.people_count || ' people on ' || bare.as_of
    || ', after ' || earlier.women_count || ' of ' || earlier.people_count || ' on ' || bare.earlier_on || '; loaded as printed'
        as detail
from bare
join monthly as earlier
    on earlier.as_of = bare.earlier_on
    and earlier.mission_code = bare.mission_code
    and earlier.personnel_type = bare.personnel_type
join mart.deployment_month as month
    on month.as_of = bare.as_of and month.mission_code = bare.mission_code and month.personnel_type = bare.personnel_type
where earlier.women_count >= 20 and bare.people_count * 2 >= earlier.people_count
group by
    bare.as_of, bare.mission_code, bare.personnel_type, bare.people_count, bare.earlier_on, earlier.women_count, earlier.people_count;

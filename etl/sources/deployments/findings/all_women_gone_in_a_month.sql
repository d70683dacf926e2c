-- A mission's personnel of one type printed without any woman, right after a month (within a quarter) in which it had 20 or
-- more, while half of the people or more are still there. Real or a misprint: loaded as printed, for a person to judge.
with monthly as (
    select as_of, mission_code, personnel_type, sum(women_count) as women_count, sum(people_count) as people_count,
        sum(sex_not_reported_count) as sex_not_reported_count
    from mart.mission_month
    group by as_of, mission_code, personnel_type
),

following as (
    select
        monthly.*,
        max(as_of) over earlier as earlier_on,
        max(women_count) over earlier as earlier_women_count,
        max(people_count) over earlier as earlier_people_count
    from monthly
    window earlier as (partition by mission_code, personnel_type order by as_of rows between 1 preceding and 1 preceding)
),

bare as (
    select *
    from following
    where women_count = 0 and sex_not_reported_count = 0 and people_count > 0
        and earlier_on >= as_of - 92 and earlier_women_count >= 20 and people_count * 2 >= earlier_people_count
)

select
    min(month.file_id) as file_id,
    min(month.line) as line,
    min(month.sheet) as sheet,
    bare.mission_code || ', ' || bare.personnel_type || ': 0 women of ' || bare.people_count || ' people on ' || bare.as_of
    || ', after ' || bare.earlier_women_count || ' of ' || bare.earlier_people_count || ' on ' || bare.earlier_on || '; loaded as printed'
        as detail
from bare
join mart.deployment_month as month
    on month.as_of = bare.as_of and month.mission_code = bare.mission_code and month.personnel_type = bare.personnel_type
    and month.women_count = 0 -- as in every row of such a month
group by
    bare.as_of, bare.mission_code, bare.personnel_type, bare.people_count, bare.earlier_on, bare.earlier_women_count,
    bare.earlier_people_count;

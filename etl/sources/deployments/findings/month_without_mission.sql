-- A month that its file gives without missions: counted by contributor and type, and shown as "not stated" wherever a mission is asked for.
select
    file_id,
    min(line) as line,
    min(sheet) as sheet,
    as_of || ': ' || sum(people_count) || ' people whose mission is not stated' as detail
from mart.deployment_month
where mission_code = 'not_stated'
group by file_id, as_of;

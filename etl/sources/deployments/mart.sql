-- Uniformed personnel: one row per month, mission, contributor and personnel type. `reason` is emptied and dropped by the
-- build once the rows that have one are set aside; what it says stands in staging, and ten million texts take longer to write.
create table mart.deployment_month as
select
    as_of,
    mission_code,
    iso3,
    personnel_type,
    category,
    is_peacekeeping,
    women_count,
    men_count,
    sex_not_reported_count,
    people_count,
    file_id,
    line,
    sheet,
    case when reason is not null then true end as reason
from temp.stg_deployments;

-- Uniformed personnel: one row per month, mission, contributor and personnel type. `reason` is emptied and dropped by the
-- build once the rows that have one are set aside.
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
    women_count + men_count as people_count,
    file_id,
    line,
    sheet,
    reason
from temp.stg_deployments;

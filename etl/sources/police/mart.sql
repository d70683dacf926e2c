-- Police as the police file gives them: one row per month, mission, contributor and personnel type. Never added to
-- mart.deployment_month, which has them too: compared with it (findings).
create table mart.police_month as
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
    reason
from temp.stg_police;

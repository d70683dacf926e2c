-- Lines of mission requirements, edition by edition. What is not stated is null, and asks for nothing.
create table mart.mission_line as
select
    edition_date,
    line_id,
    mission,
    capability,
    quantity,
    languages,
    equipment_tags,
    readiness_days,
    women_percent,
    priority,
    due_date,
    file_id,
    line,
    sheet,
    reason
from temp.stg_mission_lines;

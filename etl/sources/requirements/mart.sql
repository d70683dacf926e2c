-- Lines of the quarterly requirements file, edition by edition. An ask's id, words or a capability that are not stated are
-- empty, not null, because they are part of the key.
create table mart.requirement_line as
select
    edition_date,
    requirement_id,
    requirement,
    mission,
    capability,
    quantity,
    languages,
    equipment_tags,
    needed_by,
    priority,
    file_id,
    line,
    sheet,
    reason
from temp.stg_requirements;

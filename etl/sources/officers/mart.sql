-- Officer posts and pools, day by day: a post, a mission, a nationality and a sex identify a person, so only the restricted audience has it.
create table mart.officer_post as
select
    as_of,
    kind,
    post,
    mission,
    iso3,
    sex,
    branch,
    profile,
    tour_start,
    tour_end,
    cleared_count,
    nominated_count,
    selected_count,
    capability,
    languages,
    available_from,
    available_to,
    file_id,
    line,
    sheet,
    reason
from temp.stg_officers;

-- Government-provided justice and corrections personnel on the day of a snapshot. Not police, and no part of uniformed totals.
create table mart.gpp_snapshot as
select
    as_of,
    mission_code,
    iso3,
    gpp_type,
    is_peacekeeping,
    women_count,
    men_count,
    women_count + men_count as people_count,
    file_id,
    line,
    sheet,
    reason
from temp.stg_gpp
order by file_id, sheet, line; -- its joins give them in any order

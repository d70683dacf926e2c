-- What states say that they lack, as sheets say: restricted, for a state may not have announced it.
create table mart.partner_need as
select
    as_of,
    need_id,
    iso3,
    unit_id,
    kind,
    areas,
    languages,
    place,
    from_day,
    by_when,
    unit_count,
    people_count,
    through,
    not_read,
    file_id,
    line,
    sheet,
    reason
from temp.stg_partner_need;

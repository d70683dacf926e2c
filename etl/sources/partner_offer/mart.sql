-- What states offer to other contributors, as sheets say: restricted, for a state may not have announced it.
create table mart.partner_offer as
select
    as_of,
    offer_id,
    iso3,
    kind,
    areas,
    languages,
    place,
    from_day,
    to_day,
    unit_count,
    people_count,
    through,
    recipients,
    recipients not in ('any', 'african_group', 'asia_pacific_group', 'eastern_european_group', 'grulac', 'weog') as is_recipient_named,
    in_own_institution,
    is_self_sustaining,
    not_read,
    file_id,
    line,
    sheet,
    reason
from temp.stg_partner_offer;

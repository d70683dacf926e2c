-- The ISO code decides; the name beside it is a known spelling of another state.
select
    raw.file_id,
    raw.line,
    raw.sheet,
    'The ISO code ' || map_who.iso3 || ' stands beside the name ' || map_who.name_clean || ', which is ' || map_who.name_iso3
    || '; the ISO code decides' as detail
from scratch.map_who_{source} as map_who
join scratch.raw_{source} as raw
    on map_who.iso_read is not distinct from raw.iso3
    and map_who.m49_read is not distinct from raw.m49
    and map_who.name_read is not distinct from raw.country_name
where map_who.iso_iso3 is not null and map_who.name_iso3 <> map_who.iso_iso3 and map_who.reason is null;

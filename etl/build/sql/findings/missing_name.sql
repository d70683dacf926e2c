-- No name stands beside a known ISO code.
select
    raw.file_id,
    raw.line,
    raw.sheet,
    'No country name is given; the ISO code ' || map_who.iso3 || ' (' || country.name || ') decides' as detail
from scratch.map_who_{source} as map_who
join scratch.raw_{source} as raw
    on map_who.iso_read is not distinct from raw.iso3
    and map_who.m49_read is not distinct from raw.m49
    and map_who.name_read is not distinct from raw.country_name
join mart.country as country on country.iso3 = map_who.iso3
where map_who.iso_iso3 is not null and map_who.name_clean is null and map_who.reason is null;

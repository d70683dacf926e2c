-- No ISO code, but a name that the reference knows: the name decides.
select
    raw.file_id,
    raw.line,
    raw.sheet,
    'No ISO code is given; the name ' || map_who.name_clean || ' is ' || map_who.iso3 as detail
from scratch.map_who_{source} as map_who
join scratch.raw_{source} as raw
    on map_who.iso_read is not distinct from raw.iso3
    and map_who.m49_read is not distinct from raw.m49
    and map_who.name_read is not distinct from raw.country_name
where map_who.iso_clean is null and map_who.iso3 is not null and map_who.reason is null;

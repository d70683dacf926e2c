-- The ISO code decides; its name is spelled in a way that no reference row knows.
select
    raw.file_id,
    min(raw.line) as line,
    min(raw.sheet) as sheet,
    map_who.name_clean || ' is a new spelling of ' || country.name || ' (' || country.iso3 || '), in '
    || count(*) || ' rows; the ISO code decides' as detail
from scratch.map_who_{source} as map_who
join scratch.raw_{source} as raw
    on map_who.iso_read is not distinct from raw.iso3
    and map_who.m49_read is not distinct from raw.m49
    and map_who.name_read is not distinct from raw.country_name
join mart.country as country on country.iso3 = map_who.iso3
where map_who.iso_iso3 is not null and map_who.name_clean is not null and map_who.name_iso3 is null and map_who.reason is null
group by raw.file_id, map_who.name_clean, country.name, country.iso3;

-- The grain of mart.national_measure and its codes.
select entry.as_of, entry.iso3, entry.measure, count(*) as row_count
from mart.national_measure as entry
left join mart.country as country on country.iso3 = entry.iso3
left join mart.measure_at_home as known on known.measure = entry.measure
group by entry.as_of, entry.iso3, entry.measure
having
    count(*) > 1
    or entry.as_of is null
    or count(case when country.iso3 is null or known.measure is null or entry.standing is null then 1 end) > 0;

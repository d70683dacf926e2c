-- The grain of mart.gpp_snapshot, its arithmetic, and that each row is of the day in its file's name.
select gpp.as_of, gpp.mission_code, gpp.iso3, gpp.gpp_type, count(*) as row_count
from mart.gpp_snapshot as gpp
join meta.file as file on file.file_id = gpp.file_id
group by gpp.as_of, gpp.mission_code, gpp.iso3, gpp.gpp_type
having
    count(*) > 1
    or gpp.as_of is null
    or gpp.mission_code is null
    or gpp.iso3 is null
    or gpp.gpp_type is null
    or min(file.snapshot_on) is distinct from gpp.as_of
    or count(case when gpp.is_peacekeeping is not null and gpp.women_count >= 0 and gpp.men_count >= 0 and gpp.people_count = gpp.women_count + gpp.men_count then 1 end)
    <> count(*);

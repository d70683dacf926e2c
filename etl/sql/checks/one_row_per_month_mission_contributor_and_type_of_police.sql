-- The grain of mart.police_month, its arithmetic, and that it holds police only.
select police.as_of, police.mission_code, police.iso3, police.personnel_type, count(*) as row_count
from mart.police_month as police
left join mart.personnel_type as type on type.personnel_type = police.personnel_type and type.is_police
group by police.as_of, police.mission_code, police.iso3, police.personnel_type
having
    count(*) > 1
    or police.as_of is null
    or police.mission_code is null
    or police.iso3 is null
    or count(type.personnel_type) <> count(*)
    or count(case when police.category is not null and police.is_peacekeeping is not null and police.women_count >= 0 and police.men_count >= 0
        and police.people_count = police.women_count + police.men_count then 1 end) <> count(*);

-- Its headings are those of the file of all personnel.
select police.as_of, police.mission_code, police.iso3, police.personnel_type
from mart.police_month as police
left join mart.personnel_type as type on type.personnel_type = police.personnel_type and type.is_police
where type.personnel_type is null;

-- Both files give the police of a contributor in a mission and month, with different figures. Shown are those of the monthly
-- file of all personnel; the two are never added.
select
    police.file_id,
    police.line,
    police.sheet,
    police.mission_code || ', ' || country.name || ' (' || police.iso3 || '), ' || type.spelling || ', ' || police.as_of || ': '
    || police.women_count || ' women and ' || police.men_count || ' men in the police file, '
    || month.women_count || ' women and ' || month.men_count || ' men in the monthly file, whose figures are shown' as detail,
    month.file_id as other_file_id,
    scratch.place(month.sheet, month.line) as other_place
from mart.police_month as police
join mart.deployment_month as month
    on month.as_of = police.as_of
    and month.mission_code = police.mission_code
    and month.iso3 = police.iso3
    and month.personnel_type = police.personnel_type
join mart.country as country on country.iso3 = police.iso3
join mart.personnel_type as type on type.personnel_type = police.personnel_type
where month.women_count <> police.women_count or month.men_count <> police.men_count;

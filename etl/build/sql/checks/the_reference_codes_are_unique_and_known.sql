-- Each code stands once, and each alias, lineage and category leads to a code that exists.
select 'country' as list, iso3 as code from mart.country group by iso3 having count(*) > 1
union all
select 'country.m49', cast(m49 as varchar) from mart.country group by m49 having count(*) > 1
union all
select 'm49_area', min(m49) from mart.m49_area group by name having count(*) > 1
union all
select 'm49_area.parent_m49', parent_m49 from mart.m49_area where parent_m49 not in (select m49 from mart.m49_area)
union all
select 'country.m49 areas', area.name
from (
    select m49_region as name from mart.country
    union select m49_subregion from mart.country
    union select m49_intermediate from mart.country
) as area
where area.name not in (select name from mart.m49_area)
union all
select 'mission', mission_code from mart.mission group by mission_code having count(*) > 1
union all
select 'country_alias', spelling from ref.country_alias where iso3 not in (select iso3 from mart.country)
union all
select 'country_alias twice', min(alias.spelling)
from (select name as spelling, iso3 from mart.country union select spelling, iso3 from ref.country_alias) as alias
group by lower(alias.spelling)
having count(distinct alias.iso3) > 1
union all
select 'mission.lineage_code', lineage_code from mart.mission where lineage_code not in (select mission_code from mart.mission)
union all
select 'personnel_type.category', category from mart.personnel_type where category not in (select category from mart.parity_category)
union all
select 'country_language', iso3 from mart.country_language where iso3 not in (select iso3 from mart.country)
union all
select 'ask_rule', requirement_id
from mart.ask_rule
where requirement_id is not null and requirement_id not in (select requirement_id from mart.requirement)
union all
select 'ask_size', requirement_id from mart.ask_size where requirement_id not in (select requirement_id from mart.requirement)
union all
select 'erratum', mission_code
from ref.erratum
group by source_name, as_of, iso3, mission_code, personnel_type, women_printed, men_printed
having count(*) > 1 or min(sets_aside) not in ('split', 'row') or max(sets_aside) not in ('split', 'row');

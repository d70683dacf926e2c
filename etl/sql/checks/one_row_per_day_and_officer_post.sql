-- The grain of mart.officer_post and its codes.
select entry.as_of, entry.kind, entry.post, count(*) as row_count
from mart.officer_post as entry
left join mart.country as country on country.iso3 = entry.iso3
left join mart.mission as mission on mission.mission_code = entry.mission
left join mart.officer_profile as profile on profile.profile = entry.profile
group by entry.as_of, entry.kind, entry.post
having
    count(*) > 1
    or entry.as_of is null
    or entry.post is null
    or count(case when entry.iso3 is not null and country.iso3 is null then 1 end) > 0
    or count(case when entry.mission is not null and mission.mission_code is null then 1 end) > 0
    or count(case when entry.profile is not null and profile.profile is null then 1 end) > 0;

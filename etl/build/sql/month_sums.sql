-- People of each month by contributor and category, and by mission and personnel type, each with whether it is a peacekeeping operation's:
-- what trends over all months read in place of every row. women_count is of those whose sex is reported, and empty where it is of nobody.
create table mart.contributor_month as
select
    as_of,
    iso3,
    category,
    is_peacekeeping,
    cast(sum(women_count) as bigint) as women_count,
    cast(sum(sex_not_reported_count) as bigint) as sex_not_reported_count,
    cast(sum(people_count) as bigint) as people_count
from mart.deployment_month
group by as_of, iso3, category, is_peacekeeping
order by as_of, iso3, category, is_peacekeeping;

create table mart.mission_month as
select
    as_of,
    mission_code,
    personnel_type,
    category,
    is_peacekeeping,
    cast(sum(women_count) as bigint) as women_count,
    cast(sum(men_count) as bigint) as men_count,
    cast(sum(sex_not_reported_count) as bigint) as sex_not_reported_count,
    cast(sum(people_count) as bigint) as people_count
from mart.deployment_month
group by as_of, mission_code, personnel_type, category, is_peacekeeping
order by as_of, mission_code, personnel_type;

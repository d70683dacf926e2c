-- title: Military experts on mission and staff officers apart
-- metric: Women / (women + men) of military experts on mission (observers) and of staff officers, as a breakdown
-- unit: people; fraction 0 to 1, empty under 10 people
-- grain: one row per personnel type
-- columns: personnel_type = Personnel type; women_count = Women [count]; people_count = People [count]; women_fraction = Share of women [percent]
-- params: as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'
-- audience: open
-- from: mart.deployment_month, mart.reported_month, mart.personnel_type
-- note: no date means the latest reported month; scope all counts every mission, peacekeeping leaves out special political missions and support offices; a breakdown only: the target is for both together, neither has one of its own

with
-- include: asked_month

select
    type.personnel_type,
    cast(sum(month.women_count) as bigint) as women_count,
    cast(sum(month.people_count) as bigint) as people_count,
    case when sum(month.people_count) >= 10 then cast(sum(month.women_count) as double) / sum(month.people_count) end
        as women_fraction
from mart.personnel_type as type
cross join asked_month
left join mart.deployment_month as month
    on month.personnel_type = type.personnel_type and month.as_of = asked_month.as_of and ($scope = 'all' or month.is_peacekeeping)
where type.category = 'unmem_staff_officers'
group by type.personnel_type
order by type.personnel_type

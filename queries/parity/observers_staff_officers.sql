-- title: Military experts on mission and staff officers apart
-- metric: Women / (women + men) of military experts on mission (observers) and of staff officers, as a breakdown
-- unit: people; fraction 0 to 1, empty under 10 people
-- grain: one row per personnel type
-- columns: personnel_type = Personnel type; women_count = Women [count]; people_count = People [count]; sex_not_reported_count = Sex not reported
--   [count]; women_fraction = Share of women [percent]
-- params: as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'
-- audience: open
-- from: mart.deployment_month, mart.reported_month, mart.personnel_type, mart.figure_rule
-- note: no date means the latest reported month; scope all counts every mission, peacekeeping leaves out special political missions and support offices; a breakdown only: the target is for both together, neither has one of its own; where the sex of some is not reported, women are at least those reported and the share is over those reported, both empty where fewer than 95 % are

with
-- include: asked_month,

type_summed as (
    select
        type.personnel_type,
        cast(coalesce(sum(month.women_count), 0) as bigint) as women_reported_count,
        cast(sum(month.sex_not_reported_count) as bigint) as sex_not_reported_count,
        cast(sum(month.people_count) as bigint) as people_count
    from mart.personnel_type as type
    cross join asked_month
    left join mart.deployment_month as month
        on month.personnel_type = type.personnel_type and month.as_of = asked_month.as_of and ($scope = 'all' or month.is_peacekeeping)
    where type.category = 'unmem_staff_officers'
    group by type.personnel_type
),

-- include: women_reported (summed as type_summed, sexed as type_total)

select
    personnel_type,
    women_count,
    people_count,
    sex_not_reported_count,
    case when people_count >= 10 then women_fraction end as women_fraction
from type_total
order by personnel_type

-- title: Uniformed personnel deployed
-- metric: Women and men in all missions on the last day of the month; contributors and missions with at least one person
-- unit: people; contributors; missions
-- grain: one row for the month
-- columns: as_of = As of [day]; women_count = Women [count]; people_count = People [count]; sex_not_reported_count = Sex not reported [count];
--   women_fraction = Share of women [percent]; contributor_count = Contributors [count]; mission_count = Missions [count]
-- params: as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'
-- audience: open
-- from: mart.deployment_month, mart.reported_month, mart.figure_rule
-- note: no date means the latest reported month; scope all counts every mission, peacekeeping leaves out special political missions and support offices; a month that was not reported has no figures, never zero; where the sex of some is not reported, women are at least those reported and the share is over those reported, both empty where fewer than 95 % are

with
-- include: asked_month,

month_summed as (
    select
        asked_month.as_of,
        cast(coalesce(sum(month.women_count), 0) as bigint) as women_reported_count,
        cast(sum(month.sex_not_reported_count) as bigint) as sex_not_reported_count,
        cast(sum(month.people_count) as bigint) as people_count,
        case when count(month.as_of) > 0 then count(distinct case when month.people_count > 0 then month.iso3 end) end
            as contributor_count,
        case when not bool_or(month.mission_code = 'not_stated') then count(distinct case when month.people_count > 0 then month.mission_code end) end
            as mission_count
    from asked_month
    left join mart.deployment_month as month on month.as_of = asked_month.as_of and ($scope = 'all' or month.is_peacekeeping)
    group by asked_month.as_of
),

-- include: women_reported (summed as month_summed, sexed as month_total)

select as_of, women_count, people_count, sex_not_reported_count, women_fraction, contributor_count, mission_count
from month_total

-- title: Uniformed personnel by Member State
-- metric: Women and men of each state on the last day of the month; missions with at least one of its people; change against the same month a year before
-- unit: people; missions; fraction 0 to 1, empty under 10 people
-- grain: one row per Member State, and per territory that the files print, in UN order; states that deploy nobody are among them
-- columns: iso3 = Code; women_count = Women [count]; people_count = People [count]; women_fraction = Share of women [percent]; mission_count = Missions [count];
--   people_change_12m = Change in 12 months
-- params: as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'; regional_group VARCHAR in (african_group, asia_pacific_group, eastern_european_group, grulac, weog) = null; area VARCHAR = null
-- audience: open
-- from: mart.deployment_month, mart.country, mart.m49_area, mart.reported_month
-- note: no date means the latest reported month; scope all counts every mission, peacekeeping leaves out special political missions and support offices; a state that a reported month does not print deploys nobody, 0; a month that was not reported has no figures; the change is empty where the earlier month was not reported; no group and no M49 area mean all; Türkiye is found under both its groups and is one row

with chosen as (
    select coalesce(cast($as_of as date), (select max(as_of) from mart.reported_month)) as as_of
),

reported as (
    select month.as_of
    from mart.reported_month as month
    join chosen on chosen.as_of = month.as_of
),

earlier as (
    select max(month.as_of) as as_of
    from mart.reported_month as month
    join chosen
        on extract(year from month.as_of) = extract(year from chosen.as_of) - 1
        and extract(month from month.as_of) = extract(month from chosen.as_of)
),

found as (
    select
        month.iso3,
        cast(sum(month.women_count) as bigint) as women_count,
        cast(sum(month.people_count) as bigint) as people_count,
        count(distinct case when month.people_count > 0 then month.mission_code end) as mission_count
    from mart.deployment_month as month
    join chosen on chosen.as_of = month.as_of
    where ($scope = 'all' or month.is_peacekeeping)
    group by month.iso3
),

before as (
    select month.iso3, cast(sum(month.people_count) as bigint) as people_count
    from mart.deployment_month as month
    join earlier on earlier.as_of = month.as_of
    where ($scope = 'all' or month.is_peacekeeping)
    group by month.iso3
),

area as (
    select name
    from mart.m49_area
    where m49 = $area
)

select
    country.iso3,
    case when reported.as_of is not null then coalesce(found.women_count, 0) end as women_count,
    case when reported.as_of is not null then coalesce(found.people_count, 0) end as people_count,
    case when found.people_count >= 10 then cast(found.women_count as double) / found.people_count end as women_fraction,
    case when reported.as_of is not null then coalesce(found.mission_count, 0) end as mission_count,
    case
        when reported.as_of is not null and earlier.as_of is not null
            then coalesce(found.people_count, 0) - coalesce(before.people_count, 0)
    end as people_change_12m
from mart.country as country
cross join earlier
left join reported on true
left join found on found.iso3 = country.iso3
left join before on before.iso3 = country.iso3
where
    ($regional_group is null or country.regional_group = $regional_group or country.regional_group_second = $regional_group)
    and (
        $area is null
        or country.m49_region in (select name from area)
        or country.m49_subregion in (select name from area)
        or country.m49_intermediate in (select name from area)
    )
order by country.un_order

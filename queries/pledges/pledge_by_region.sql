-- title: Pledges by UN regional group
-- metric: Pledges of each group's Member States, and how many of its states are behind them
-- unit: pledges; states; units, empty where no number is stated
-- grain: one row per regional group, in order of code, also where there is no pledge; then one row per state without a group that pledged
-- columns: regional_group = UN regional group; iso3 = Code; pledge_count = Pledges [count]; state_count = Member States [count]; member_count = Member States of
--   the group [count]; tangible_count = Tangible [count]; followed_count = With later news [count]; repeat_count = May repeat or restate [count];
--   unit_count = Units [count]
-- params: ministerial VARCHAR = null; category VARCHAR = null
-- audience: open
-- from: mart.pledge, mart.pledge_step, mart.country
-- note: no Ministerial means all pledges, and none those made at no Ministerial; Türkiye takes part in two groups and is counted once, under WEOG; member_count is the Member States of the group; followed_count pledges have a step reported after the announcement; units leave out what may repeat another pledge or restate a total, funding, and every pledge that is not of a unit; the public list is partial and leans to states whose announcements are printed in the languages and places that were searched

with cohort as (
    select
        pledge.pledge_id,
        pledge.iso3,
        country.regional_group,
        case when country.regional_group is null then pledge.iso3 end as alone,
        pledge.is_tangible,
        case when pledge.flags like '%repeat%' or pledge.flags like '%restates_total%' or pledge.flags like '%possible_duplicate%' then 1 else 0 end as is_repeat,
        case
            when
                pledge.track = 'unit' and pledge.category <> 'funding' and pledge.unit in ('unit', 'company', 'platoon')
                then pledge.quantity
        end as unit_count
    from mart.pledge as pledge
    left join mart.country as country on country.iso3 = pledge.iso3
    where
        (
            $ministerial is null
            or pledge.ministerial = $ministerial
            or ($ministerial = 'none' and pledge.ministerial is null)
        )
        and ($category is null or pledge.category = $category)
),

news as (
    select distinct pledge_id
    from mart.pledge_step
    where status <> 'announced'
),

place as (
    select regional_group, cast(null as varchar) as iso3, cast(count(*) as bigint) as member_count
    from mart.country
    where is_member_state and regional_group is not null
    group by regional_group
    union all
    select distinct cast(null as varchar) as regional_group, alone as iso3, cast(null as bigint) as member_count
    from cohort
    where regional_group is null
)

select
    place.regional_group,
    place.iso3,
    count(cohort.pledge_id) as pledge_count,
    count(distinct cohort.iso3) as state_count,
    place.member_count,
    count(case when cohort.is_tangible then 1 end) as tangible_count,
    count(news.pledge_id) as followed_count,
    count(case when cohort.is_repeat = 1 then 1 end) as repeat_count,
    cast(sum(case when cohort.is_repeat = 0 then cohort.unit_count end) as bigint) as unit_count
from place
left join cohort
    on cohort.regional_group = place.regional_group or (place.regional_group is null and cohort.alone = place.iso3)
left join news on news.pledge_id = cohort.pledge_id
group by place.regional_group, place.iso3, place.member_count
order by place.regional_group nulls last, place.iso3

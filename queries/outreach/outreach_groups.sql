-- title: UN regional groups
-- metric: For each UN regional group its Member States, those that deploy on the last day of the month with people and women, and those with a pledge in the ledger
-- unit: states; people; pledges; fraction 0 to 1, empty under 10 people
-- grain: one row per UN regional group, in order of code; Member States without a group, if any, are the last row
-- columns: regional_group = UN regional group; state_count = Member States [count]; contributor_count = Contributors [count]; women_count = Women [count];
--   people_count = People [count]; sex_not_reported_count = Sex not reported [count]; women_fraction = Share of women [percent]; pledged_state_count = States
--   with a pledge in the ledger [count]; pledge_count = Pledges [count]
-- params: as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'
-- audience: open
-- from: mart.country, mart.deployment_month, mart.reported_month, mart.pledge, mart.figure_rule
-- note: no date means the latest reported month; scope all counts every mission, peacekeeping leaves out special political missions and support offices; a month that was not reported has no figures of deployment; Türkiye takes part in two groups and is counted once, under WEOG; withdrawn pledges do not count; the public list of pledges is partial; where the sex of some is not reported, women are at least those reported and the share is over those reported, both empty where fewer than 95 % are

with
-- include: asked_month,

-- include: month_reported,

member as (
    select iso3, regional_group from mart.country where is_member_state
),

group_summed as (
    select
        member.regional_group,
        cast(coalesce(sum(month.women_count), 0) as bigint) as women_reported_count,
        cast(sum(month.sex_not_reported_count) as bigint) as sex_not_reported_count,
        cast(sum(month.people_count) as bigint) as people_count,
        count(distinct case when month.people_count > 0 then month.iso3 end) as contributor_count
    from mart.deployment_month as month
    join asked_month on asked_month.as_of = month.as_of
    join member on member.iso3 = month.iso3
    where ($scope = 'all' or month.is_peacekeeping)
    group by member.regional_group
),

-- include: women_reported (summed as group_summed, sexed as group_total),

pledged as (
    select member.regional_group, count(distinct pledge.iso3) as pledged_state_count, count(*) as pledge_count
    from mart.pledge as pledge
    join member on member.iso3 = pledge.iso3
    where pledge.status <> 'withdrawn'
    group by member.regional_group
),

member_group as (
    select regional_group, count(*) as state_count
    from member
    group by regional_group
)

select
    member_group.regional_group,
    member_group.state_count,
    case when reported.as_of is not null then coalesce(group_total.contributor_count, 0) end as contributor_count,
    case when reported.as_of is not null then case when coalesce(group_total.people_count, 0) = 0 then 0 else group_total.women_count end end as women_count,
    case when reported.as_of is not null then coalesce(group_total.people_count, 0) end as people_count,
    case when reported.as_of is not null then coalesce(group_total.sex_not_reported_count, 0) end as sex_not_reported_count,
    case when group_total.people_count >= 10 then group_total.women_fraction end as women_fraction,
    coalesce(pledged.pledged_state_count, 0) as pledged_state_count,
    coalesce(pledged.pledge_count, 0) as pledge_count
from member_group
left join reported on true
left join group_total on group_total.regional_group is not distinct from member_group.regional_group
left join pledged on pledged.regional_group is not distinct from member_group.regional_group
order by member_group.regional_group nulls last

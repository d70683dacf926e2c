-- title: UN regional groups: who deploys, and what was announced
-- metric: People of each group's states on the last day of the month and their share of all, beside the group's share of Member States; pledges of its states that were announced
-- unit: states; people; pledges; fraction, 0 to 1, empty where there is nothing to divide by
-- grain: one row per regional group, in order of code; then one without a group, where a contributor or a pledge has none
-- columns: regional_group = UN regional group; member_state_count = Member States [count]; member_state_fraction = Share of Member States [percent];
--   contributor_count = Contributors [count]; people_count = People [count]; people_fraction = Share of people [percent]; pledge_count = Announced pledges
--   [count]; pledging_state_count = States that announced [count]
-- params: as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'; pledged_until DATE = null
-- audience: open
-- from: mart.deployment_month, mart.reported_month, mart.country, mart.pledge, mart.ministerial
-- note: no date means the latest reported month; scope all counts every mission, peacekeeping leaves out special political missions and support offices; a month that was not reported, or not by mission where only peacekeeping is asked for, has no people, never zero; Türkiye takes part in two groups and is counted once, under WEOG; withdrawn pledges do not count, nor those after pledged_until; the public list of pledges is partial and leans to states whose announcements are printed in the languages and places that were searched: it says nothing of a region

with
-- include: asked_month,

reported as (
    select month.as_of
    from mart.reported_month as month
    join asked_month on asked_month.as_of = month.as_of
    where $scope = 'all' or month.states_mission
),

member as (
    select coalesce(regional_group, 'none') as regional_group, count(*) as member_state_count
    from mart.country
    where is_member_state
    group by coalesce(regional_group, 'none')
),

sent as (
    select
        coalesce(country.regional_group, 'none') as regional_group,
        count(distinct case when month.people_count > 0 then month.iso3 end) as contributor_count,
        sum(month.people_count) as people_count
    from mart.deployment_month as month
    join reported on reported.as_of = month.as_of
    left join mart.country as country on country.iso3 = month.iso3
    where $scope = 'all' or month.is_peacekeeping
    group by coalesce(country.regional_group, 'none')
),

announced as (
    select
        coalesce(country.regional_group, 'none') as regional_group,
        count(*) as pledge_count,
        count(distinct pledge.iso3) as pledging_state_count
    from mart.pledge as pledge
    left join mart.ministerial as meeting on meeting.ministerial = pledge.ministerial
    left join mart.country as country on country.iso3 = pledge.iso3
    where
        pledge.is_announced
        and pledge.status <> 'withdrawn'
        and (
            cast($pledged_until as date) is null
            or coalesce(pledge.dated, meeting.held_from, pledge.status_date) <= cast($pledged_until as date)
        )
    group by coalesce(country.regional_group, 'none')
),

place as (
    select regional_group from member where regional_group <> 'none'
    union
    select regional_group from sent where people_count > 0
    union
    select regional_group from announced
),

counted as (
    select
        place.regional_group,
        coalesce(member.member_state_count, 0) as member_state_count,
        case when reported.as_of is not null then coalesce(sent.contributor_count, 0) end as contributor_count,
        case when reported.as_of is not null then coalesce(sent.people_count, 0) end as people_count,
        coalesce(announced.pledge_count, 0) as pledge_count,
        coalesce(announced.pledging_state_count, 0) as pledging_state_count
    from place
    left join reported on true
    left join member on member.regional_group = place.regional_group
    left join sent on sent.regional_group = place.regional_group
    left join announced on announced.regional_group = place.regional_group
)

select
    nullif(regional_group, 'none') as regional_group,
    cast(member_state_count as bigint) as member_state_count,
    cast(member_state_count as double) / (select sum(member_state_count) from member) as member_state_fraction,
    cast(contributor_count as bigint) as contributor_count,
    cast(people_count as bigint) as people_count,
    cast(people_count as double) / nullif(sum(people_count) over (), 0) as people_fraction,
    cast(pledge_count as bigint) as pledge_count,
    cast(pledging_state_count as bigint) as pledging_state_count
from counted
order by nullif(regional_group, 'none') nulls last

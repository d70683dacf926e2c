-- title: Share of women before and after pledges on women, peace and security
-- metric: Of each state that pledged on women, peace and security at a Ministerial: women / (women + men) in uniform in the last reported month before the meeting and in the month shown
-- unit: people; fraction 0 to 1, empty under 10 people
-- grain: one row per Ministerial and state with an announced pledge of that category
-- columns: ministerial = Ministerial; iso3 = Code; pledge_count = Pledges [count]; words = What was published; before_as_of = Month before [day];
--   gap_days = Days between; from_women_count = Women before [count]; from_people_count = People before [count]; from_sex_not_reported_count = Sex
--   not reported before [count]; from_women_fraction = Share before [percent]; after_as_of = Month after [day]; to_women_count = Women after [count];
--   to_people_count = People after [count]; to_sex_not_reported_count = Sex not reported after [count]; to_women_fraction = Share after [percent]
-- params: as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'
-- audience: open
-- from: mart.pledge, mart.ministerial, mart.deployment_month, mart.reported_month, mart.country, mart.figure_rule
-- note: before and after with n, and no causal claim: what else changed stands in neither figure; no date means the latest reported month; a Ministerial after that month is left out; 0 people is nobody deployed in a reported month, and empty is no reported month before the meeting; a month that was not reported has no rows; all people in uniform are counted, whatever category the pledge is about, so also where it promises money, equipment or a course; gap_days is how long before the meeting the month before lies; where the sex of some is not reported, women are at least those reported and the share is over those reported, both empty where fewer than 95 % are

with reported_asked_month as (
    select as_of
    from mart.reported_month
    where as_of = coalesce(cast($as_of as date), (select max(as_of) from mart.reported_month)) and ($scope = 'all' or states_mission)
),

pledged as (
    select pledge.ministerial, pledge.iso3, count(*) as pledge_count, string_agg(pledge.sentence, ' / ' order by pledge.pledge_id) as words
    from mart.pledge as pledge
    where
        pledge.is_announced
        and pledge.category = 'women_peace_security'
        and pledge.status <> 'withdrawn'
        and pledge.ministerial is not null
        and pledge.iso3 is not null
    group by pledge.ministerial, pledge.iso3
),

meeting as (
    select held.ministerial, held.held_from, max(reported.as_of) as before_as_of
    from mart.ministerial as held
    left join mart.reported_month as reported on reported.as_of < held.held_from and ($scope = 'all' or reported.states_mission)
    group by held.ministerial, held.held_from
),

state as (
    select pledged.ministerial, meeting.held_from, pledged.iso3, pledged.pledge_count, pledged.words, meeting.before_as_of, reported_asked_month.as_of as after_as_of
    from pledged
    join meeting on meeting.ministerial = pledged.ministerial
    cross join reported_asked_month
    where meeting.held_from <= reported_asked_month.as_of
),

counted as (
    select
        state.ministerial,
        state.iso3,
        sum(case when month.as_of = state.before_as_of then coalesce(month.women_count, 0) else 0 end) as before_women,
        sum(case when month.as_of = state.before_as_of then month.sex_not_reported_count else 0 end) as before_sex_not_reported,
        sum(case when month.as_of = state.before_as_of then month.people_count else 0 end) as before_people,
        sum(case when month.as_of = state.after_as_of then coalesce(month.women_count, 0) else 0 end) as after_women,
        sum(case when month.as_of = state.after_as_of then month.sex_not_reported_count else 0 end) as after_sex_not_reported,
        sum(case when month.as_of = state.after_as_of then month.people_count else 0 end) as after_people
    from state
    join mart.deployment_month as month
        on month.iso3 = state.iso3 and (month.as_of = state.before_as_of or month.as_of = state.after_as_of)
    where $scope = 'all' or month.is_peacekeeping
    group by state.ministerial, state.iso3
),

before_summed as (
    select ministerial, iso3, before_women as women_reported_count, before_sex_not_reported as sex_not_reported_count, before_people as people_count
    from counted
),

-- include: women_reported (summed as before_summed, sexed as before_sexed),

after_summed as (
    select ministerial, iso3, after_women as women_reported_count, after_sex_not_reported as sex_not_reported_count, after_people as people_count
    from counted
),

-- include: women_reported (summed as after_summed, sexed as after_sexed)

select
    state.ministerial,
    state.iso3,
    state.pledge_count,
    state.words,
    state.before_as_of,
    cast(date_diff('day', state.before_as_of, state.held_from) as integer) as gap_days,
    case when state.before_as_of is not null then cast(case when before_sexed.iso3 is null then 0 else before_sexed.women_count end as bigint) end as from_women_count,
    case when state.before_as_of is not null then cast(coalesce(before_sexed.people_count, 0) as bigint) end as from_people_count,
    case when state.before_as_of is not null then cast(coalesce(before_sexed.sex_not_reported_count, 0) as bigint) end as from_sex_not_reported_count,
    case when before_sexed.people_count >= 10 then before_sexed.women_fraction end as from_women_fraction,
    state.after_as_of,
    cast(case when after_sexed.iso3 is null then 0 else after_sexed.women_count end as bigint) as to_women_count,
    cast(coalesce(after_sexed.people_count, 0) as bigint) as to_people_count,
    cast(coalesce(after_sexed.sex_not_reported_count, 0) as bigint) as to_sex_not_reported_count,
    case when after_sexed.people_count >= 10 then after_sexed.women_fraction end as to_women_fraction
from state
left join before_sexed on before_sexed.ministerial = state.ministerial and before_sexed.iso3 = state.iso3
left join after_sexed on after_sexed.ministerial = state.ministerial and after_sexed.iso3 = state.iso3
left join mart.country as country on country.iso3 = state.iso3
order by state.held_from desc, country.un_order, state.iso3

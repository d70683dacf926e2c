-- title: Pledges by category of the form
-- metric: Pledges in each of the form's ten categories, the states that made them, and what they count
-- unit: pledges; states; units, persons and aircraft apart, empty where no number is stated
-- grain: one row per category, in the form's order, also where there is no pledge
-- columns: category = Category; pledge_count = Pledges [count]; state_count = Member States [count]; tangible_count = Tangible [count]; too_general_count = Too
--   general to assess [count]; followed_count = With later news [count]; repeat_count = May repeat or restate [count]; unit_count = Units [count];
--   person_count = Persons [count]; aircraft_count = Aircraft [count]
-- params: ministerial VARCHAR = null
-- audience: open
-- from: mart.pledge, mart.pledge_step, mart.pledge_category
-- note: no Ministerial means all pledges, and none those made at no Ministerial; followed_count pledges have a step reported after the announcement; units, persons and aircraft are never added to each other, and what may repeat another pledge or restate a total is left out of the three, and so are funding and every pledge that is not of a unit; 0 means that no pledge of the category is in the ledger, not that nobody made one

with cohort as (
    select
        pledge.pledge_id,
        pledge.category,
        pledge.iso3,
        pledge.is_tangible,
        pledge.status,
        case when pledge.flags like '%repeat%' or pledge.flags like '%restates_total%' or pledge.flags like '%possible_duplicate%' then 1 else 0 end as is_repeat,
        case
            when pledge.track <> 'unit' or pledge.category = 'funding' then null
            when pledge.unit in ('unit', 'company', 'platoon') then 'units'
            when pledge.unit = 'person' then 'people'
            when pledge.unit = 'aircraft' then 'aircraft'
        end as counts,
        pledge.quantity
    from mart.pledge as pledge
    where
        $ministerial is null
        or pledge.ministerial = $ministerial
        or ($ministerial = 'none' and pledge.ministerial is null)
),

news as (
    select distinct pledge_id
    from mart.pledge_step
    where status <> 'announced'
)

select
    category.category,
    count(cohort.pledge_id) as pledge_count,
    count(distinct cohort.iso3) as state_count,
    count(case when cohort.is_tangible then 1 end) as tangible_count,
    count(case when cohort.status = 'too_general' then 1 end) as too_general_count,
    count(news.pledge_id) as followed_count,
    count(case when cohort.is_repeat = 1 then 1 end) as repeat_count,
    cast(sum(case when cohort.is_repeat = 0 and cohort.counts = 'units' then cohort.quantity end) as bigint) as unit_count,
    cast(sum(case when cohort.is_repeat = 0 and cohort.counts = 'people' then cohort.quantity end) as bigint) as person_count,
    cast(sum(case when cohort.is_repeat = 0 and cohort.counts = 'aircraft' then cohort.quantity end) as bigint) as aircraft_count
from mart.pledge_category as category
left join cohort on cohort.category = category.category
left join news on news.pledge_id = cohort.pledge_id
group by category.category, category.position
order by category.position

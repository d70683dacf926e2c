-- title: What moved a category's share of women, by contributor
-- metric: The change of a category's share of women between two months, split exactly into what each contributor did to it. Mix: it came to be a larger or smaller part of the category, valued at how far its own share (mean of both months) stands from the category's. Rate: its own share moved, valued at its part of the category (mean of both months). Mix and rate of all contributors sum to the change
-- unit: fraction (0.01 is one percentage point)
-- grain: one row per contributor with at least one person in the category in either month; no row where either month was not reported or had nobody
-- columns: iso3 = Code; mix_effect = By its part of the whole; rate_effect = By its own share; total = In all; from_women_count = Women before [count];
--   from_people_count = People before [count]; to_women_count = Women after [count]; to_people_count = People after [count]; from_women_fraction = Share
--   before [percent]; to_women_fraction = Share after [percent]
-- params: from_date DATE; to_date DATE = null; category VARCHAR in (unmem_staff_officers, contingent_troops, individual_police_officers, formed_police_units) = 'contingent_troops'; scope VARCHAR in (all, peacekeeping) = 'all'
-- audience: open
-- from: mart.deployment_month, mart.reported_month, mart.parity_category, mart.country
-- note: no second date means the latest reported month; a contributor with nobody in one of the months has no share there and takes that of the other, so that all of its effect is mix; it says what moved the figure, not why; military experts and staff officers together are not reported before May 2017, and no row stands for such a month; under 10 people in a month no share is given, the effects stand

with asked as (
    select
        cast($from_date as date) as from_as_of,
        coalesce(cast($to_date as date), (select max(as_of) from mart.reported_month)) as to_as_of
),

days as (
    select asked.from_as_of, asked.to_as_of
    from asked
    join mart.reported_month as first_month on first_month.as_of = asked.from_as_of
    join mart.reported_month as second_month on second_month.as_of = asked.to_as_of
    join mart.parity_category as category on category.category = $category
    where category.reported_from is null or (asked.from_as_of >= category.reported_from and asked.to_as_of >= category.reported_from)
),

counted as (
    select
        month.iso3,
        cast(sum(case when month.as_of = days.from_as_of then month.women_count else 0 end) as double) as from_women,
        cast(sum(case when month.as_of = days.from_as_of then month.people_count else 0 end) as double) as from_people,
        cast(sum(case when month.as_of = days.to_as_of then month.women_count else 0 end) as double) as to_women,
        cast(sum(case when month.as_of = days.to_as_of then month.people_count else 0 end) as double) as to_people
    from mart.deployment_month as month
    join days on month.as_of = days.from_as_of or month.as_of = days.to_as_of
    where month.category = $category and ($scope = 'all' or month.is_peacekeeping)
    group by month.iso3
    having sum(month.people_count) > 0
),

category_total as (
    select
        sum(from_women) / sum(from_people) as from_share,
        sum(to_women) / sum(to_people) as to_share,
        sum(from_people) as from_people,
        sum(to_people) as to_people
    from counted
    having sum(from_people) > 0 and sum(to_people) > 0
),

shared as (
    select
        counted.*,
        counted.from_people / category_total.from_people as from_part,
        counted.to_people / category_total.to_people as to_part,
        case when counted.from_people > 0 then counted.from_women / counted.from_people else counted.to_women / counted.to_people end as from_rate,
        case when counted.to_people > 0 then counted.to_women / counted.to_people else counted.from_women / counted.from_people end as to_rate,
        (category_total.from_share + category_total.to_share) / 2 as middle
    from counted
    cross join category_total
),

split as (
    select
        shared.*,
        (to_part - from_part) * ((from_rate + to_rate) / 2 - middle) as mix_effect,
        (to_rate - from_rate) * (from_part + to_part) / 2 as rate_effect
    from shared
)

select
    split.iso3,
    split.mix_effect,
    split.rate_effect,
    split.mix_effect + split.rate_effect as total,
    cast(split.from_women as bigint) as from_women_count,
    cast(split.from_people as bigint) as from_people_count,
    cast(split.to_women as bigint) as to_women_count,
    cast(split.to_people as bigint) as to_people_count,
    case when split.from_people >= 10 then split.from_women / split.from_people end as from_women_fraction,
    case when split.to_people >= 10 then split.to_women / split.to_people end as to_women_fraction
from split
left join mart.country as country on country.iso3 = split.iso3
order by country.un_order, split.iso3

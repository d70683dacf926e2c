-- title: What moved a category's share of women
-- metric: The change of a category's share of women between two months, split exactly into what each contributor or mission did to it: the women that it has more or fewer than the mean of both shares of the category would give its people, as a part of all people of the category, in the later month less the earlier. The parts of all sum to the change
-- unit: fraction (0.01 is one percentage point)
-- grain: one row per contributor, or mission, with at least one person in the category in either month; no row where either month was not reported, had nobody, or does not report enough people by sex
-- columns: code = Contributor or mission; effect = Part of the change; from_women_count = Women before [count]; from_people_count = People before [count]; from_sex_not_reported_count = Sex not reported before [count];
--   to_women_count = Women after [count]; to_people_count = People after [count]; to_sex_not_reported_count = Sex not reported after [count]; from_women_fraction = Share before [percent]; to_women_fraction = Share
--   after [percent]; middle_fraction = Mean of both shares of the category [percent]
-- params: from_date DATE; to_date DATE = null; category VARCHAR in (unmem_staff_officers, contingent_troops, individual_police_officers, formed_police_units) = 'contingent_troops'; scope VARCHAR in (all, peacekeeping) = 'all'; by VARCHAR in (iso3, mission) = 'iso3'
-- audience: open
-- from: mart.deployment_month, mart.reported_month, mart.parity_category, mart.country, mart.mission, mart.figure_rule
-- note: no second date means the latest reported month; it says what moved the figure, not why: whoever leaves with few women raises the share; a mission renamed (UNSOM to UNTMIS, UNMC to UNVMC) is one row under its newest code; military experts and staff officers together are not reported before May 2017, and no row stands for such a month; under 10 people in a month no share is given, the part stands; people are those who are reported by sex, beside them those who are not; where fewer than 95 % of a category are, there is no row

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
    where
        (category.reported_from is null or (asked.from_as_of >= category.reported_from and asked.to_as_of >= category.reported_from))
        and (($scope = 'all' and $by <> 'mission') or (first_month.states_mission and second_month.states_mission))
),

-- Both days as rows: of a table that is kept in the order of its months only these are then read.
compared as (
    select from_as_of as as_of from days
    union
    select to_as_of from days
),

reported_people as (
    select
        case when $by = 'mission' then cast(mission.lineage_code as varchar) else cast(month.iso3 as varchar) end as code,
        month.as_of = days.from_as_of as is_from,
        month.as_of = days.to_as_of as is_to,
        month.women_count,
        month.sex_not_reported_count,
        month.people_count - month.sex_not_reported_count as people_count
    from mart.deployment_month as month
    join compared on compared.as_of = month.as_of
    cross join days
    left join mart.mission as mission on mission.mission_code = month.mission_code
    where month.category = $category and ($scope = 'all' or month.is_peacekeeping)
),

counted as (
    select
        code,
        cast(sum(case when is_from then women_count else 0 end) as double) as from_women,
        cast(sum(case when is_from then people_count else 0 end) as double) as from_people,
        sum(case when is_from then sex_not_reported_count else 0 end) as from_sex_not_reported,
        sum(case when is_to then sex_not_reported_count else 0 end) as to_sex_not_reported,
        cast(sum(case when is_to then women_count else 0 end) as double) as to_women,
        cast(sum(case when is_to then people_count else 0 end) as double) as to_people
    from reported_people
    group by code
    having sum(people_count + sex_not_reported_count) > 0
),

category_total as (
    select
        (sum(counted.from_women) / sum(counted.from_people) + sum(counted.to_women) / sum(counted.to_people)) / 2 as middle,
        sum(counted.from_people) as from_people,
        sum(counted.to_people) as to_people
    from counted
    cross join mart.figure_rule as rule
    where rule.rule = 'sex_reported'
    group by rule.value
    having
        sum(counted.from_people) > 0
        and sum(counted.to_people) > 0
        and 100 * sum(counted.from_sex_not_reported) <= (100 - rule.value) * sum(counted.from_people + counted.from_sex_not_reported)
        and 100 * sum(counted.to_sex_not_reported) <= (100 - rule.value) * sum(counted.to_people + counted.to_sex_not_reported)
)

select
    counted.code,
    (counted.to_women - total.middle * counted.to_people) / total.to_people
        - (counted.from_women - total.middle * counted.from_people) / total.from_people as effect,
    cast(counted.from_women as bigint) as from_women_count,
    cast(counted.from_people as bigint) as from_people_count,
    cast(counted.from_sex_not_reported as bigint) as from_sex_not_reported_count,
    cast(counted.to_women as bigint) as to_women_count,
    cast(counted.to_people as bigint) as to_people_count,
    cast(counted.to_sex_not_reported as bigint) as to_sex_not_reported_count,
    case when counted.from_people >= 10 then counted.from_women / counted.from_people end as from_women_fraction,
    case when counted.to_people >= 10 then counted.to_women / counted.to_people end as to_women_fraction,
    total.middle as middle_fraction
from counted
cross join category_total as total
left join mart.country as country on $by = 'iso3' and country.iso3 = counted.code
order by country.un_order, counted.code

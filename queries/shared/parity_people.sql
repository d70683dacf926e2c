-- The people of the month asked for ($as_of) in $scope, by mission, state and category of the parity strategy, in rows as reported. Where a
-- category was not reported apart in that month its numbers are null.
-- include: asked_month,

reported_people as (
    select deployed.mission_code, deployed.iso3, deployed.category, deployed.as_of, deployed.is_peacekeeping, deployed.women_count, deployed.sex_not_reported_count, deployed.people_count
    from mart.deployment_month as deployed
    join asked_month on asked_month.as_of = deployed.as_of
    union all
    select gpp.mission_code, gpp.iso3, 'justice_corrections_gpp', gpp.as_of, gpp.is_peacekeeping, gpp.women_count, 0, gpp.people_count
    from mart.gpp_snapshot as gpp
    join asked_month on asked_month.as_of = gpp.as_of
),

parity_people as (
    select
        people.mission_code,
        people.iso3,
        people.category,
        people.as_of,
        case when category.reported_from is null or people.as_of >= category.reported_from then people.women_count end as women_count,
        case when category.reported_from is null or people.as_of >= category.reported_from then people.sex_not_reported_count end as sex_not_reported_count,
        case when category.reported_from is null or people.as_of >= category.reported_from then people.people_count end as people_count
    from reported_people as people
    join mart.parity_category as category on category.category = people.category
    where $scope = 'all' or people.is_peacekeeping
)

-- title: Whom to ask for what
-- metric: For each Member State, what it deploys and pledged, and which open asks of the guide something in its own figures points to: at most five, ranked, each by the one rule that made it. A rule names a signal, from how many on, and the ask: people by type and size in missions that go on, a unit in a mission that ends, what it sent until not long ago, women below or at the target of a category, a mission that works in French beside a state's official languages, a regional group that sends no formed police, and what it pledged in the same section of the guide. Where nothing points to an ask, or more states than eight would be asked exactly the same, nothing is asked. Fit to open gaps: a sum of terms, each multiplied by its weight: fitting asks that nobody has a confirmed pledge under, fitting asks, and categories below their parity target
-- unit: asks; pledges; categories; people; score as a weighted sum of the terms beside it
-- grain: one row per Member State, in UN order
-- columns: iso3 = Code; reasons = Why; score = Fit to open gaps; unanswered_count = Fitting asks that nobody answered [count]; fitting_count = Fitting asks
--   [count]; below_count = Below target [count]; people_count = People [count]; personnel_types = Personnel types; below_categories = Categories below
--   target; more_women_by_replacement = More women, by replacement [count]; pledge_count = Pledges [count]; requirement_ids = Asks; signals = What points
--   to each
-- params: regional_group VARCHAR in (african_group, asia_pacific_group, eastern_european_group, grulac, weog) = null; area VARCHAR = null; today DATE = null; as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'; weight_unanswered INTEGER = 3; weight_fitting INTEGER = 1; weight_below INTEGER = 1; without_asks VARCHAR = null; held VARCHAR = null
-- audience: open
-- from: mart.country, mart.m49_area, mart.country_language, mart.mission, mart.mission_event, mart.reported_month, mart.deployment_month, mart.gpp_snapshot, mart.parity_category, mart.parity_goal, mart.requirement, mart.pledge, mart.pledge_requirement, mart.requirement_line, mart.ask_rule, mart.ask_size, mart.figure_rule, mart.capability_kin
-- note: rules, limits and weights are this project's own choice, and no judgement of a state; the monthly file says troops and not what kind of unit they are, so a unit is asked for as additional or for rotation; what a state pledged and nobody reports as deployed is not asked for again; signals stand in the order of requirement_ids, each as its code, =, and the number behind it; states that would be asked alike are counted among all Member States, whatever the choice; without_asks leaves out asks that are not released, held asks nothing of these states, codes joined by semicolons; an ask is open unless its date has passed, one host suffices and there is one, it is no unit and something under it is implemented, its newest edition asks for none, it is about units that are in the PCRS already, or it names missions and no line of a current edition does; nothing is asked for a mission that has ended or ends within twelve months; parity distances are those of the month's year where its target was found, else of the 2025 minimum, with ten people or more, the sex of each of them reported; a category counts as below only where some of its people are in a mission that goes on and do not go home, which is not asked of justice and corrections; withdrawn pledges do not count; today is the current day where it is empty; as_of and scope choose the month and the missions of deployments; the public list of pledges is partial

with parameters as (
    select
        coalesce(cast($today as date), current_date) as today,
        coalesce(cast($as_of as date), (select max(as_of) from mart.reported_month)) as as_of
),

-- include: chosen_state,

-- All Member States: how many would be asked alike does not depend on the choice.
state as (
    select iso3, un_order from mart.country where is_member_state
),

-- include: month_reported (asked_month as parameters),

people as (
    select
        month.iso3,
        month.personnel_type,
        month.category,
        month.as_of,
        case when sum(month.sex_not_reported_count) = 0 then cast(sum(month.women_count) as bigint) end as women_count,
        cast(sum(month.people_count) as bigint) as people_count
    from mart.deployment_month as month
    join parameters on parameters.as_of = month.as_of
    where ($scope = 'all' or month.is_peacekeeping)
    group by month.iso3, month.personnel_type, month.category, month.as_of
    having sum(month.people_count) > 0
),

-- include: open_asks,

-- include: ask_signals,

-- include: state_asks,

asked as (
    select
        iso3,
        count(*) as fitting_count,
        count(case when pledge_count = 0 then 1 end) as unanswered_count,
        string_agg(requirement_id, ';' order by turn) as requirement_ids,
        string_agg(signal || '=' || cast(number as varchar), ';' order by turn) as signals
    from state_ask
    group by iso3
),

category_people as (
    select iso3, category, as_of, women_count, people_count from people
    union all
    select gpp.iso3, 'justice_corrections_gpp', gpp.as_of, gpp.women_count, gpp.people_count
    from mart.gpp_snapshot as gpp
    join parameters on parameters.as_of = gpp.as_of
    where ($scope = 'all' or gpp.is_peacekeeping)
),

people_total as (
    select
        people.iso3,
        category.category,
        people.as_of,
        sum(people.women_count) as women_count,
        sum(people.people_count) as people_count
    from category_people as people
    join mart.parity_category as category on category.category = people.category
    where category.reported_from is null or people.as_of >= category.reported_from
    group by people.iso3, category.category, people.as_of
    having sum(people.people_count) >= 10 and count(people.women_count) = count(*)
),

-- include: parity_goals,

-- include: parity_arithmetic,

below as (
    select
        iso3,
        count(*) as below_count,
        cast(sum(more_women_by_replacement) as bigint) as more_women_by_replacement,
        string_agg(category, ';' order by position) as below_categories
    from measured
    where
        more_women_by_replacement > 0
        and (
            category = 'justice_corrections_gpp'
            or exists (
                select 1 from month_people as staying
                where staying.iso3 = measured.iso3 and staying.category = measured.category and staying.goes_on and staying.people_count > 0
            )
        )
    group by iso3
),

pledges as (
    select iso3, count(*) as pledge_count
    from made
    group by iso3
),

deployed as (
    select
        iso3,
        cast(sum(people_count) as bigint) as people_count,
        string_agg(
            personnel_type,
            ';'
            order by
                case personnel_type
                    when 'troops' then 1
                    when 'formed_police_units' then 2
                    when 'individual_police' then 3
                    when 'experts_on_mission' then 4
                    else 5
                end
        ) as personnel_types
    from people
    group by iso3
),

terms as (
    select
        state.iso3,
        state.un_order,
        case when reported.as_of is not null then coalesce(deployed.people_count, 0) end as people_count,
        deployed.personnel_types,
        coalesce(asked.unanswered_count, 0) as unanswered_count,
        coalesce(asked.fitting_count, 0) as fitting_count,
        coalesce(below.below_count, 0) as below_count,
        below.below_categories,
        coalesce(below.more_women_by_replacement, 0) as more_women_by_replacement,
        coalesce(pledges.pledge_count, 0) as pledge_count,
        asked.requirement_ids,
        asked.signals
    from state
    join chosen_state on chosen_state.iso3 = state.iso3
    left join reported on true
    left join deployed on deployed.iso3 = state.iso3
    left join asked on asked.iso3 = state.iso3
    left join below on below.iso3 = state.iso3
    left join pledges on pledges.iso3 = state.iso3
),

reason as (
    select iso3, 1 as position, 'deploys' as code from terms where people_count > 0
    union all
    select iso3, 2, 'pledged' from terms where pledge_count > 0
    union all
    select iso3, 3, 'below_parity' from terms where below_count > 0
    union all
    select iso3, 4, 'asked' from terms where fitting_count > 0
),

reasoned as (
    select iso3, string_agg(code, ';' order by position) as reasons
    from reason
    group by iso3
)

select
    terms.iso3,
    reasoned.reasons,
    cast(
        $weight_unanswered * terms.unanswered_count
        + $weight_fitting * terms.fitting_count
        + $weight_below * terms.below_count as bigint
    ) as score,
    terms.unanswered_count,
    terms.fitting_count,
    terms.below_count,
    terms.people_count,
    terms.personnel_types,
    terms.below_categories,
    terms.more_women_by_replacement,
    terms.pledge_count,
    terms.requirement_ids,
    terms.signals
from terms
left join reasoned on reasoned.iso3 = terms.iso3
order by terms.un_order

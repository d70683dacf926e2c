-- What in a state's own figures may point to an ask: `signal` with iso3, signal (as in mart.ask_rule) and number. Before it stand `parameters` with
-- today and as_of, `state`, and what open_asks leaves; it reads mart.deployment_month, mart.mission, mart.country, mart.country_language,
-- mart.parity_category, mart.parity_goal, mart.ask_rule and mart.ask_size; `largest` are the most troops that a
-- state has, or had not long ago, in one mission. What serves in a mission that has ended or ends soon, or goes home, counts only
-- as what can be pledged anew.
month_people as (
    select
        month.iso3,
        month.mission_code,
        month.personnel_type,
        month.category,
        month.as_of,
        month.women_count,
        month.people_count,
        month.sex_not_reported_count,
        lasting.mission_code is not null and homeward.mission is null as goes_on,
        homeward.mission is null and coalesce(lasting.poc_mandate = 'yes', false) as protects,
        homeward.mission is null and coalesce(lasting.working_language = 'French', false) as in_french
    from mart.deployment_month as month
    join parameters on parameters.as_of = month.as_of
    left join lasting on lasting.mission_code = month.mission_code
    left join silent as homeward
        on homeward.mission = month.mission_code and homeward.iso3 = month.iso3 and homeward.category = month.category
    where month.mission_code <> 'not_stated' and ($scope = 'all' or month.is_peacekeeping)
),

sent as (
    select
        state.iso3,
        sum(case when people.personnel_type = 'troops' then people.people_count else 0 end) as troops,
        sum(case when people.personnel_type = 'individual_police' and people.goes_on then people.people_count else 0 end) as police,
        sum(case when people.personnel_type = 'staff_officers' and people.goes_on then people.people_count else 0 end) as staff_officers,
        sum(case when people.personnel_type = 'experts_on_mission' and people.goes_on then people.people_count else 0 end) as experts,
        sum(case when people.personnel_type = 'formed_police_units' and people.goes_on then people.people_count else 0 end) as formed_police,
        sum(people.people_count) as people
    from state
    join month_people as people on people.iso3 = state.iso3
    group by state.iso3
),

by_mission as (
    select iso3, mission_code, goes_on, protects, in_french, sum(people_count) as troops
    from month_people
    where personnel_type = 'troops'
    group by iso3, mission_code, goes_on, protects, in_french
),

-- The highest month of each type since the months of mart.figure_rule.
month_before as (
    select month.iso3, month.personnel_type, month.as_of, sum(month.people_count) as people_count
    from mart.deployment_month as month
    cross join parameters
    cross join bounds
    where
        month.as_of < parameters.as_of
        and month.as_of >= parameters.as_of - bounds.past * interval '1' month
        and ($scope = 'all' or month.is_peacekeeping)
    group by month.iso3, month.personnel_type, month.as_of
),

before as (
    select iso3, personnel_type, max(people_count) as people_count
    from month_before
    group by iso3, personnel_type
),

speaks_french as (
    select iso3 from mart.country_language where language = 'fr'
),

group_police as (
    select country.regional_group, sum(month.people_count) as people_count
    from mart.deployment_month as month
    join parameters on parameters.as_of = month.as_of
    join mart.country as country on country.iso3 = month.iso3
    where month.personnel_type = 'formed_police_units'
    group by country.regional_group
),

-- Women by category in missions that go on.
lasting_total as (
    select people.iso3, category.category, people.as_of, sum(people.women_count) as women_count, sum(people.people_count) as people_count
    from month_people as people
    join mart.parity_category as category on category.category = people.category
    cross join bounds
    where people.goes_on and (category.reported_from is null or people.as_of >= category.reported_from)
    group by people.iso3, category.category, people.as_of, bounds.people
    having sum(people.people_count) >= bounds.people and sum(people.sex_not_reported_count) = 0
),

-- include: parity_goals (people_total as lasting_total, counted as lasting_counted),

-- include: parity_arithmetic (counted as lasting_counted, measured as lasting_measured),

women_signal as (
    select
        iso3,
        case category
            when 'contingent_troops' then 'troops'
            when 'formed_police_units' then 'formed_police'
            when 'individual_police_officers' then 'police'
            when 'unmem_staff_officers' then 'officers'
        end as who,
        women_count,
        more_women_by_replacement
    from lasting_measured
    where goal_percent is not null
),

counted_signal as (
    select iso3, 'troops_of_ending_mission' as signal, max(troops) as number from by_mission where not goes_on group by iso3
    union all
    select iso3, 'troops_in_one_mission', max(troops) from by_mission where goes_on group by iso3
    union all
    select iso3, 'troops_for_civilians', max(troops) from by_mission where protects group by iso3
    union all
    select by_mission.iso3, 'troops_in_french_mission', sum(by_mission.troops)
    from by_mission
    left join speaks_french on speaks_french.iso3 = by_mission.iso3
    where by_mission.in_french and speaks_french.iso3 is null
    group by by_mission.iso3
    union all
    select people.iso3, case people.personnel_type when 'formed_police_units' then 'formed_police_in_french_mission' else 'others_in_french_mission' end, sum(people.people_count)
    from month_people as people
    left join speaks_french on speaks_french.iso3 = people.iso3
    where people.in_french and speaks_french.iso3 is null and people.personnel_type <> 'troops'
    group by people.iso3, case people.personnel_type when 'formed_police_units' then 'formed_police_in_french_mission' else 'others_in_french_mission' end
    union all
    select sent.iso3, 'formed_police_french', sent.formed_police
    from sent
    join speaks_french on speaks_french.iso3 = sent.iso3
    union all
    select sent.iso3, 'group_without_formed_police', sent.police
    from sent
    join mart.country as country on country.iso3 = sent.iso3
    join mart.ask_size as size on size.requirement_id = 'UNI-QRF-01'
    left join group_police on group_police.regional_group = country.regional_group
    where sent.troops >= size.least_count and coalesce(group_police.people_count, 0) = 0
    union all
    select iso3, 'staff_officers', staff_officers from sent
    union all
    select sent.iso3, 'observers_few_staff', sent.experts
    from sent
    join mart.ask_rule as rule on rule.signal = 'staff_officers' and rule.most_count is not null
    where sent.staff_officers < rule.least_count
    union all
    select iso3, who || '_fewer_women', more_women_by_replacement from women_signal where who is not null
    union all
    select iso3, who || '_women', women_count from women_signal where who is not null and more_women_by_replacement = 0
    union all
    select before.iso3, 'troops_before', before.people_count
    from before
    left join sent on sent.iso3 = before.iso3
    where before.personnel_type = 'troops' and coalesce(sent.troops, 0) = 0
    union all
    select before.iso3, 'formed_police_french', before.people_count
    from before
    join speaks_french on speaks_french.iso3 = before.iso3
    where before.personnel_type = 'formed_police_units'
    union all
    select before.iso3, 'officers_before', max(before.people_count)
    from before
    left join sent on sent.iso3 = before.iso3
    where before.personnel_type in ('staff_officers', 'experts_on_mission') and coalesce(sent.people, 0) = 0
    group by before.iso3
),

-- The most troops in one mission, now or not long ago: how large a unit a state can be asked for.
largest as (
    select iso3, max(troops) as troops
    from (
        select iso3, troops from by_mission
        union all
        select iso3, people_count from before where personnel_type = 'troops'
    ) as contingent
    group by iso3
),

signal as (
    select counted_signal.iso3, counted_signal.signal, cast(max(counted_signal.number) as bigint) as number
    from counted_signal
    join state on state.iso3 = counted_signal.iso3
    where exists (
        select month.as_of from mart.reported_month as month join parameters on parameters.as_of = month.as_of where month.states_mission
    )
    group by counted_signal.iso3, counted_signal.signal
)

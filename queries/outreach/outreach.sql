-- title: Whom to ask for what
-- metric: For each Member State, why to call it and which open asks of the guide fit it. An ask fits where it is of a kind that the state's deployed people make up (asks of infantry and of equipment of contingents: ten troops or more; formed police units: ten or more; individual police, staff officers: one), or where the state has pledged under the same section of the guide. What it has pledged and nobody reports as deployed is not asked for again: there the news of it is. What it deploys, or has pledged and deployed, is asked for only as an additional or rotation unit. Fit to open gaps: a sum of terms, each multiplied by its weight: fitting asks that nobody has a confirmed pledge under, fitting asks, categories below their parity target, pledges without later news, and 1 where it made no pledge at the last Ministerial
-- unit: asks; pledges; categories; people; days; score as a weighted sum of the terms beside it
-- grain: one row per Member State, in UN order
-- columns: iso3 = Code; reasons = Why; score = Fit to open gaps; unanswered_count = Fitting asks that nobody answered [count]; fitting_count = Fitting asks
--   [count]; below_count = Below target [count]; silent_count = Pledges without later news [count]; no_pledge_count = No pledge at the last Ministerial
--   [count]; people_count = People [count]; personnel_types = Personnel types; carried_count = Fits what it deploys [count]; below_categories = Categories
--   below target; more_women_by_replacement = More women, by replacement [count]; oldest_days = Oldest without news, days; pledge_count = Pledges [count];
--   requirement_ids = Answers; additional_ids = Only as additional or rotation unit
-- params: regional_group VARCHAR in (african_group, asia_pacific_group, eastern_european_group, grulac, weog) = null; area VARCHAR = null; today DATE = null; as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'; silent_days INTEGER = 180; weight_unanswered INTEGER = 3; weight_fitting INTEGER = 1; weight_below INTEGER = 1; weight_silent INTEGER = 1; weight_no_pledge INTEGER = 1; without_asks VARCHAR = null
-- audience: open
-- from: mart.country, mart.m49_area, mart.reported_month, mart.deployment_month, mart.gpp_snapshot, mart.parity_category, mart.parity_goal, mart.requirement, mart.pledge, mart.pledge_requirement, mart.pledge_step, mart.ministerial, mart.requirement_line
-- note: which asks fit, the days and the weights are this project's own choice, and no judgement of a state; the monthly file says troops and not what kind of unit they are, so beside troops every unit is asked for as additional or for rotation; requirement_ids holds the fitting asks, those without any pledge first and of them those that fit what it deploys, and additional_ids those of them that only an additional or rotation unit can answer, where a rise of level is no repeat; without_asks leaves out asks that are not released, their codes joined by semicolons; an ask is open unless its date has passed, one host suffices and there is one, it is no unit and something under it is implemented, or its newest edition asks for none; parity targets are a reason of their own, with ten people or more; the target is the month's year's where it was found, else the 2025 minimum; a pledge has no later news once it is older than silent_days and no step was reported since; withdrawn pledges do not count; today is the current day where it is empty; as_of and scope choose the month and the missions of deployments; the public list of pledges is partial

with parameters as (
    select
        coalesce(cast($today as date), current_date) as today,
        coalesce(cast($as_of as date), (select max(as_of) from mart.reported_month)) as as_of
),

-- include: chosen_state,

state as (
    select iso3, un_order from chosen_state where is_member_state
),

reported as (
    select month.as_of
    from mart.reported_month as month
    join parameters on parameters.as_of = month.as_of
),

people as (
    select
        month.iso3,
        month.personnel_type,
        month.category,
        month.as_of,
        cast(sum(month.women_count) as bigint) as women_count,
        cast(sum(month.people_count) as bigint) as people_count
    from mart.deployment_month as month
    join parameters on parameters.as_of = month.as_of
    where ($scope = 'all' or month.is_peacekeeping)
    group by month.iso3, month.personnel_type, month.category, month.as_of
    having sum(month.people_count) > 0
),

-- Which asks the people of a type make up: by the guide's section or by capability.
carried as (
    select 'troops' as personnel_type, 'infantry' as section, cast(null as varchar) as capability, 10 as least_count
    union all
    select 'troops', 'contingent_owned_equipment', null, 10
    union all
    select 'troops', null, 'engagement_platoon', 10
    union all
    select 'formed_police_units', null, 'formed_police_unit', 10
    union all
    select 'individual_police', null, 'individual_police_officer', 1
    union all
    select 'staff_officers', null, 'staff_officer', 1
),

pledge as (
    select
        made.pledge_id,
        made.iso3,
        made.ministerial,
        made.capability,
        made.status,
        made.status_date,
        coalesce(made.dated, meeting.held_from, made.status_date) as made_on,
        case when made.status in ('implemented', 'deployed') then 1 else 0 end as is_done
    from mart.pledge as made
    left join mart.ministerial as meeting on meeting.ministerial = made.ministerial
    where made.status <> 'withdrawn'
),

answer as (
    select distinct answered.requirement_id, pledge.pledge_id, pledge.iso3, pledge.status, pledge.is_done
    from mart.pledge_requirement as answered
    join pledge on pledge.pledge_id = answered.pledge_id
),

-- Pledges under an ask, and under the ask that a detail belongs to.
under as (
    select requirement_id, count(distinct pledge_id) as pledge_count
    from (
        select answer.requirement_id, answer.pledge_id from answer
        union all
        select asked.part_of as requirement_id, answer.pledge_id
        from answer
        join mart.requirement as asked on asked.requirement_id = answer.requirement_id
        where asked.standing = 'detail' and asked.part_of is not null
    ) as answered_ask
    group by requirement_id
),

host as (
    select requirement_id, count(*) as pledge_count, sum(is_done) as done_count
    from answer
    group by requirement_id
),

none_asked as (
    select line.requirement_id
    from mart.requirement_line as line
    where line.edition_date = (select max(edition_date) from mart.requirement_line)
    group by line.requirement_id
    having count(line.quantity) = count(*) and sum(line.quantity) = 0
),

ask as (
    select
        asked.requirement_id,
        asked.section,
        asked.capability,
        asked.family,
        asked.position,
        case when asked.condition like '%PCRS%' then 1 else 0 end as is_level_rise,
        coalesce(under.pledge_count, 0) as pledge_count
    from mart.requirement as asked
    cross join parameters
    left join under on under.requirement_id = asked.requirement_id
    left join host on host.requirement_id = asked.requirement_id
    left join none_asked on none_asked.requirement_id = asked.requirement_id
    where
        asked.standing = 'ask'
        and asked.section <> 'parity_targets'
        and (asked.due_date is null or asked.due_date >= parameters.today)
        and not (coalesce(asked.slot_limit, 0) = 1 and coalesce(host.pledge_count, 0) > 0)
        and not (asked.family = 'non_unit' and coalesce(host.done_count, 0) > 0)
        and none_asked.requirement_id is null
        and coalesce(position(';' || asked.requirement_id || ';' in ';' || $without_asks || ';'), 0) = 0
),

-- What a state has pledged already, by the ask that its pledge answers or by the very capability.
pledged as (
    select iso3, requirement_id, max(is_deployed) as is_deployed
    from (
        select iso3, requirement_id, case when status = 'deployed' then 1 else 0 end as is_deployed
        from answer
        union all
        select pledge.iso3, ask.requirement_id, case when pledge.status = 'deployed' then 1 else 0 end
        from pledge
        join ask on ask.capability = pledge.capability
    ) as pledged_ask
    group by iso3, requirement_id
),

possible as (
    select people.iso3, ask.requirement_id, 1 as is_carried
    from people
    join carried on carried.personnel_type = people.personnel_type and people.people_count >= carried.least_count
    join ask on (ask.section = carried.section or ask.capability = carried.capability) and ask.family <> 'non_unit'
    union all
    select answer.iso3, ask.requirement_id, 0
    from answer
    join mart.requirement as own on own.requirement_id = answer.requirement_id
    join ask on ask.section = own.section
    union all
    select pledged.iso3, pledged.requirement_id, 0
    from pledged
    join ask on ask.requirement_id = pledged.requirement_id
    where pledged.is_deployed = 1
),

fit as (
    select
        state.iso3,
        ask.requirement_id,
        ask.position,
        ask.pledge_count,
        max(possible.is_carried) as is_carried,
        max(case when ask.is_level_rise = 0 and (possible.is_carried = 1 or pledged.is_deployed = 1) then 1 else 0 end) as is_additional
    from possible
    join state on state.iso3 = possible.iso3
    join ask on ask.requirement_id = possible.requirement_id
    left join pledged on pledged.iso3 = possible.iso3 and pledged.requirement_id = possible.requirement_id
    where pledged.requirement_id is null or pledged.is_deployed = 1
    group by state.iso3, ask.requirement_id, ask.position, ask.pledge_count
),

fitting as (
    select
        iso3,
        count(*) as fitting_count,
        count(case when pledge_count = 0 then 1 end) as unanswered_count,
        count(case when is_carried = 1 then 1 end) as carried_count,
        string_agg(requirement_id, ';' order by case when pledge_count = 0 then 0 else 1 end, is_carried desc, position) as requirement_ids,
        string_agg(case when is_additional = 1 then requirement_id end, ';' order by position) as additional_ids
    from fit
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
    having sum(people.people_count) >= 10
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
    where more_women_by_replacement > 0
    group by iso3
),

news as (
    select distinct step.pledge_id
    from mart.pledge_step as step
    cross join parameters
    where step.status <> 'announced' and step.step_date <= parameters.today
),

silent as (
    select
        pledge.iso3,
        count(*) as silent_count,
        cast(max(date_diff('day', pledge.status_date, parameters.today)) as integer) as oldest_days
    from pledge
    cross join parameters
    left join news on news.pledge_id = pledge.pledge_id
    where
        news.pledge_id is null
        and pledge.status in ('announced', 'confirmed')
        and date_diff('day', pledge.status_date, parameters.today) > $silent_days
    group by pledge.iso3
),

last_meeting as (
    select max(meeting.held_from) as held_from
    from mart.ministerial as meeting
    cross join parameters
    where meeting.held_from <= parameters.today
),

made as (
    select
        pledge.iso3,
        count(*) as pledge_count,
        count(case when meeting.held_from = last_meeting.held_from then 1 end) as last_pledge_count
    from pledge
    cross join last_meeting
    left join mart.ministerial as meeting on meeting.ministerial = pledge.ministerial
    group by pledge.iso3
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
        coalesce(fitting.unanswered_count, 0) as unanswered_count,
        coalesce(fitting.fitting_count, 0) as fitting_count,
        coalesce(fitting.carried_count, 0) as carried_count,
        coalesce(below.below_count, 0) as below_count,
        below.below_categories,
        coalesce(below.more_women_by_replacement, 0) as more_women_by_replacement,
        coalesce(silent.silent_count, 0) as silent_count,
        silent.oldest_days,
        coalesce(made.pledge_count, 0) as pledge_count,
        case
            when last_meeting.held_from is null then 0
            when coalesce(made.last_pledge_count, 0) = 0 then 1
            else 0
        end as no_pledge_count,
        fitting.requirement_ids,
        fitting.additional_ids
    from state
    cross join last_meeting
    left join reported on true
    left join deployed on deployed.iso3 = state.iso3
    left join fitting on fitting.iso3 = state.iso3
    left join below on below.iso3 = state.iso3
    left join silent on silent.iso3 = state.iso3
    left join made on made.iso3 = state.iso3
),

reason as (
    select iso3, 1 as position, 'deploys' as code from terms where people_count > 0
    union all
    select iso3, 1, 'deploys_nobody' from terms where people_count = 0
    union all
    select iso3, 2, 'fits_unpledged' from terms where carried_count > 0
    union all
    select iso3, 3, 'no_news' from terms where silent_count > 0
    union all
    select iso3, 4, 'below_parity' from terms where below_count > 0
    union all
    select iso3, 5, 'no_pledge' from terms where no_pledge_count = 1
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
        + $weight_below * terms.below_count
        + $weight_silent * terms.silent_count
        + $weight_no_pledge * terms.no_pledge_count as bigint
    ) as score,
    terms.unanswered_count,
    terms.fitting_count,
    terms.below_count,
    terms.silent_count,
    terms.no_pledge_count,
    terms.people_count,
    terms.personnel_types,
    terms.carried_count,
    terms.below_categories,
    terms.more_women_by_replacement,
    terms.oldest_days,
    terms.pledge_count,
    terms.requirement_ids,
    terms.additional_ids
from terms
left join reasoned on reasoned.iso3 = terms.iso3
order by terms.un_order

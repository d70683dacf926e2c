-- The asks that are put to each state: `state_ask`, one row each with iso3, turn (first, second ...), rank (the rule's position), requirement_id, signal,
-- number and pledge_count. Before it stand `state` and what open_asks and ask_signals leave; it reads mart.ask_rule, mart.ask_size, mart.capability_kin, mart.requirement and $held.
-- What a state has pledged already, by the ask that its pledge answers or by the very capability.
pledged as (
    select iso3, requirement_id, max(case when status = 'deployed' then 1 else 0 end) as is_deployed
    from (
        select iso3, requirement_id, status from answer
        union all
        select made.iso3, ask.requirement_id, made.status
        from made
        join ask on ask.capability = made.capability
    ) as pledged_ask
    group by iso3, requirement_id
),

pointed as (
    select signal.iso3, rule.requirement_id, rule.position as rank, signal.signal, signal.number
    from signal
    join mart.ask_rule as rule
        on rule.signal = signal.signal and signal.number >= rule.least_count and (rule.most_count is null or signal.number <= rule.most_count)
),

-- Asks beside what a state pledged: of the same section, category and kind. For training, hosting, expertise and translation the field
-- is enough; a unit or a thing is asked for only where it is of the capability, or kin to the one, that was pledged.
own_field as (
    select
        answer.iso3,
        answer.pledge_id,
        own.section,
        own.pledge_category,
        own.kind,
        coalesce(made.capability, own.capability) as capability
    from answer
    join made on made.pledge_id = answer.pledge_id
    join mart.requirement as own on own.requirement_id = answer.requirement_id
),

near as (
    select
        own_field.iso3,
        ask.requirement_id,
        ask.pledge_count,
        ask.position,
        count(distinct own_field.pledge_id) as number,
        max(case when own_field.capability = ask.capability or kin.capability is not null then 1 else 0 end) as is_kin,
        max(case when ask.kind in ('training', 'host_event', 'expertise', 'translation') then 1 else 0 end) as is_field
    from own_field
    join ask on ask.section = own_field.section and ask.pledge_category = own_field.pledge_category and ask.kind = own_field.kind
    left join mart.capability_kin as kin
        on (kin.capability = own_field.capability and kin.answers_as = ask.capability)
        or (kin.capability = ask.capability and kin.answers_as = own_field.capability)
    group by own_field.iso3, ask.requirement_id, ask.pledge_count, ask.position
),

beside as (
    select
        near.iso3,
        near.requirement_id,
        rule.position as rank,
        rule.signal,
        near.number,
        row_number() over (partition by near.iso3 order by near.is_kin desc, near.number desc, near.pledge_count, near.position) as place
    from near
    join mart.ask_rule as rule on rule.signal = 'pledged_beside' and near.number >= rule.least_count
    left join mart.ask_size as size on size.requirement_id = near.requirement_id
    left join largest on largest.iso3 = near.iso3
    left join pledged on pledged.iso3 = near.iso3 and pledged.requirement_id = near.requirement_id
    where
        pledged.requirement_id is null
        and (near.is_kin = 1 or near.is_field = 1)
        and (size.requirement_id is null or coalesce(largest.troops, 0) >= size.least_count)
),

candidate as (
    select iso3, requirement_id, rank, 0 as place, signal, number from pointed
    union all
    select beside.iso3, beside.requirement_id, beside.rank, beside.place, beside.signal, beside.number
    from beside
    cross join bounds
    where beside.place <= bounds.asks_of_pledges
),

-- The first rule that points to an ask makes it.
first_rule as (
    select
        candidate.iso3,
        candidate.requirement_id,
        candidate.signal,
        candidate.number,
        ask.pledge_count,
        candidate.rank,
        candidate.place,
        row_number() over (partition by candidate.iso3, candidate.requirement_id order by candidate.rank) as turn
    from candidate
    join state on state.iso3 = candidate.iso3
    join ask on ask.requirement_id = candidate.requirement_id
    left join pledged on pledged.iso3 = candidate.iso3 and pledged.requirement_id = candidate.requirement_id
    where pledged.requirement_id is null or pledged.is_deployed = 1
),

ranked as (
    select
        iso3,
        requirement_id,
        signal,
        number,
        pledge_count,
        rank,
        row_number() over (partition by iso3 order by rank, place) as turn
    from first_rule
    where turn = 1
),

-- What each state would be asked, and how many would be asked exactly the same: where they are many, nothing points to one of them.
whole_set as (
    select ranked.iso3, string_agg(ranked.requirement_id, ';' order by ranked.requirement_id) as same_asks
    from ranked
    cross join bounds
    where ranked.turn <= bounds.asks
    group by ranked.iso3
),

alike as (
    select same_asks, count(*) as state_count
    from whole_set
    group by same_asks
),

state_ask as (
    select ranked.iso3, ranked.turn, ranked.rank, ranked.requirement_id, ranked.signal, ranked.number, ranked.pledge_count
    from ranked
    join whole_set on whole_set.iso3 = ranked.iso3
    join alike on alike.same_asks = whole_set.same_asks
    cross join bounds
    where
        ranked.turn <= bounds.asks
        and alike.state_count <= bounds.states_alike
        and coalesce(position(';' || ranked.iso3 || ';' in ';' || $held || ';'), 0) = 0
)

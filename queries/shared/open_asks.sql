-- The asks that can still be put to somebody. Before it stands `parameters` with today; it reads mart.requirement, mart.requirement_line,
-- mart.pledge, mart.pledge_requirement, mart.ministerial, mart.figure_rule, what
-- silent reads, and $without_asks, and leaves `bounds` (one row: the rules of
-- mart.figure_rule that asks keep), `made` (pledges that stand), `answer` (asks that they answer) and `ask`, with pledge_count, the pledges under an ask and its details.
-- An ask is open unless its date has passed, one host suffices and there is one, it is no unit and something under it is implemented, its newest
-- edition asks for none, it is about units that are in the PCRS already, which only a roster knows, or it names missions and no line of a
-- current edition names one that goes on.
bounds as (
    select
        max(case when rule = 'ask_most' then value end) as asks,
        max(case when rule = 'ask_pledged_most' then value end) as asks_of_pledges,
        max(case when rule = 'ask_states_alike' then value end) as states_alike,
        max(case when rule = 'ask_past' then value end) as past,
        max(case when rule = 'ask_edition' then value end) as edition,
        max(case when rule = 'ask_people' then value end) as people
    from mart.figure_rule
),

-- include: silent,

-- Missions for which something can be asked: neither ended nor ending soon.
lasting as (
    select mission.mission_code, mission.poc_mandate, mission.working_language
    from mart.mission as mission
    where mission.mission_code not in (select silent.mission from silent where silent.iso3 is null)
),

made as (
    select pledge_id, iso3, ministerial, capability, status, case when status in ('implemented', 'deployed') then 1 else 0 end as is_done
    from mart.pledge
    where status <> 'withdrawn'
),

answer as (
    select distinct answered.requirement_id, made.pledge_id, made.iso3, made.status, made.is_done
    from mart.pledge_requirement as answered
    join made on made.pledge_id = answered.pledge_id
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

edition_line as (
    select line.requirement_id, line.quantity, line.mission, line.edition_date
    from mart.requirement_line as line
    where line.edition_date = (select max(edition_date) from mart.requirement_line)
),

none_asked as (
    select requirement_id
    from edition_line
    group by requirement_id
    having count(quantity) = count(*) and sum(quantity) = 0
),

-- Asks that a line of a current edition puts for a mission that goes on.
lined as (
    select line.requirement_id
    from edition_line as line
    join lasting on lasting.mission_code = line.mission
    cross join parameters
    cross join bounds
    where line.edition_date + bounds.edition * interval '1' month >= parameters.today
    group by line.requirement_id
),

ask as (
    select
        asked.requirement_id,
        asked.section,
        asked.pledge_category,
        asked.capability,
        asked.family,
        asked.kind,
        asked.position,
        coalesce(under.pledge_count, 0) as pledge_count
    from mart.requirement as asked
    cross join parameters
    left join under on under.requirement_id = asked.requirement_id
    left join host on host.requirement_id = asked.requirement_id
    left join none_asked on none_asked.requirement_id = asked.requirement_id
    left join lined on lined.requirement_id = asked.requirement_id
    where
        asked.standing = 'ask'
        and asked.section <> 'parity_targets'
        and coalesce(asked.condition not like '%PCRS%', true)
        and (asked.missions is null or lined.requirement_id is not null)
        and (asked.due_date is null or asked.due_date >= parameters.today)
        and not (coalesce(asked.slot_limit, 0) = 1 and coalesce(host.pledge_count, 0) > 0)
        and not (asked.family = 'non_unit' and coalesce(host.done_count, 0) > 0)
        and none_asked.requirement_id is null
        and coalesce(position(';' || asked.requirement_id || ';' in ';' || $without_asks || ';'), 0) = 0
)

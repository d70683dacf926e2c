-- title: Asks of the guide and where they stand
-- metric: What the pledging guide asks for, with how many pledges of the ledger answer each ask and what is known of its outcome. A parity target is met when women are at least its share of the people of that category, people over people, in the latest month reported; justice and corrections in the latest snapshot; the ask for all of them is met when every one is. An ask for one host is met once the pledge is implemented or deployed, and has a host found when a pledge for it is confirmed. An ask that is no unit is met when implemented pledges cover its quantity, every language that a translation is asked in and does not exist in, or, where neither is stated, once one of them is implemented; less than that is partly met, and a quantity of which nothing is implemented is unmet. A quantity of 0 is met. After its date an ask that is not known to be met is date passed, outcome unknown. A uniformed ask with a quantity is compared with available units, which are not reported until rosters are loaded. Everything else is an open call: its pledges are counted, and no share of it is ever told
-- unit: asks; pledges; quantity as the ask counts it
-- grain: one row per ask or detail of an ask, in the guide's order
-- columns: requirement_id = Ask; section = Section; pledge_category = Category; capability = Capability; family = Family; quantity = Quantity;
--   confirmed_pledge_count = Pledges under it [count]; available_quantity = Available; status = Status; chapter = Chapter; ask = Ask; standing = Ask or
--   detail; part_of = Part of; guide_chapter = Chapter of the guide; guide_section = Section of the guide; guide_bullet = Bullet of the section;
--   guide_paragraph = Paragraph of the section; guide_footnote = Footnote; guide_names = Acronyms in the guide; capability_name = Capability, in words;
--   kind = Kind; missions = Missions named; languages = Languages; period = Period; due_date = Due [day]; slot_limit = Slot limit; unit_of_quantity =
--   Counted in; quantity_from = Quantity according to; edition_date = Edition [day]; needed_by = Needed by [day]; guide_quantity = Quantity in the guide;
--   guide_quantity_max = Up to, in the guide; quantity_basis = The guide's quantity is; guide_unit = Unit in the guide; share_percent = Share, %; share_of
--   = Share of whom; condition = Condition; recipient_kind = For whom; tags = Tags; note = Note; edition = Guide; announced_pledge_count = Announced
--   pledges [count]; implemented_pledge_count = Implemented pledges [count]; with_details_count = Pledges under it and its details [count]; parity_as_of =
--   Day of the figures of women [day]; women_count = Women [count]; people_count = People [count]
-- params: as_of DATE = null; today DATE = null
-- audience: open
-- from: mart.requirement, mart.translation_existing, mart.requirement_line, mart.capability, mart.pledge, mart.pledge_requirement, mart.pledge_step, mart.ministerial, mart.step, mart.parity_category, mart.deployment_month, mart.reported_month, mart.gpp_snapshot, mart.figure_rule
-- note: as_of leaves out pledges, steps, editions and months after that day, and none counts all; a pledge without a day counts from its Ministerial; today is the day by which a date has passed, and none is the current day; withdrawn pledges do not count, and every other pledge of the ledger is a confirmed one; implemented are those implemented or deployed; a quantity is that of the newest edition of the requirements file, else that of the guide where it is a total: a size or a number for each unit is no denominator; where lines of an edition are counted in different units there is no quantity; an implemented pledge counts for its number where it is in the unit of the ask, else for one; with_details_count counts the pledges under an ask and under its details once each

with parameters as (
    select cast($as_of as date) as as_of, coalesce(cast($today as date), current_date) as today
),

-- include: pledge_then,

answer as (
    select distinct
        answered.requirement_id,
        pledge.pledge_id,
        pledge.quantity,
        pledge.unit,
        pledge.languages,
        pledge.is_announced,
        case when pledge.status in ('implemented', 'deployed') then 1 else 0 end as is_done
    from mart.pledge_requirement as answered
    join pledge on pledge.pledge_id = answered.pledge_id and pledge.status <> 'withdrawn'
),

edition as (
    select max(line.edition_date) as edition_date
    from mart.requirement_line as line
    cross join parameters
    where parameters.as_of is null or line.edition_date <= parameters.as_of
),

lined as (
    select
        line.requirement_id,
        edition.edition_date,
        count(*) as line_count,
        case
            when count(line.quantity) = count(*) and count(distinct coalesce(capability.unit_of_count, '')) = 1
                then cast(sum(line.quantity) as bigint)
        end as quantity,
        min(capability.unit_of_count) as unit_of_count,
        min(line.needed_by) as needed_by
    from mart.requirement_line as line
    join edition on edition.edition_date = line.edition_date
    left join mart.capability as capability on capability.capability = line.capability
    where line.requirement_id <> ''
    group by line.requirement_id, edition.edition_date
),

ask as (
    select
        asked.*,
        capability.name as capability_name,
        asked.family in ('general_uniformed', 'mission_specific') as is_uniformed,
        coalesce(lined.quantity, case when asked.quantity_basis = 'total' then asked.quantity end) as asked_quantity,
        case
            when lined.quantity is not null then lined.unit_of_count
            when asked.quantity_basis = 'total' then asked.unit_of_quantity
        end as asked_unit,
        case when lined.quantity is not null then 'edition' when asked.quantity_basis = 'total' then 'guide' end as quantity_from,
        lined.edition_date,
        lined.needed_by,
        cast(null as bigint) as available_quantity
    from mart.requirement as asked
    left join mart.capability as capability on capability.capability = asked.capability
    left join lined on lined.requirement_id = asked.requirement_id
    where asked.standing in ('ask', 'detail')
),

counted as (
    select
        ask.requirement_id,
        count(answer.pledge_id) as confirmed_count,
        count(case when answer.is_announced then 1 end) as announced_count,
        coalesce(cast(sum(answer.is_done) as bigint), 0) as done_count,
        coalesce(
            cast(
                sum(
                    case
                        when answer.is_done is null or answer.is_done = 0 then 0
                        when answer.unit = ask.asked_unit or answer.unit || 's' = ask.asked_unit then coalesce(answer.quantity, 1)
                        else 1
                    end
                ) as bigint
            ),
            0
        ) as done_quantity
    from ask
    left join answer on answer.requirement_id = ask.requirement_id
    group by ask.requirement_id
),

under as (
    select requirement_id as parent_id, requirement_id from ask
    union
    select part_of as parent_id, requirement_id from ask where standing = 'detail' and part_of is not null
),

with_details as (
    select under.parent_id as requirement_id, count(distinct answer.pledge_id) as with_details_count
    from under
    join answer on answer.requirement_id = under.requirement_id
    group by under.parent_id
),

tongue as (
    select 'ar' as code
    union all
    select 'zh'
    union all
    select 'en'
    union all
    select 'fr'
    union all
    select 'ru'
    union all
    select 'es'
    union all
    select 'pt'
),

translated as (
    select
        ask.requirement_id,
        count(distinct tongue.code) as language_count,
        count(distinct case when answer.is_done = 1 then tongue.code end) as done_language_count
    from ask
    join tongue on ';' || ask.languages || ';' like '%;' || tongue.code || ';%'
    left join mart.translation_existing as existing
        on existing.requirement_id = ask.requirement_id and existing.language = tongue.code
    left join answer
        on answer.requirement_id = ask.requirement_id and ';' || answer.languages || ';' like '%;' || tongue.code || ';%'
    where ask.kind = 'translation' and existing.language is null
    group by ask.requirement_id
),

month as (
    select max(reported.as_of) as as_of
    from mart.reported_month as reported
    cross join parameters
    where parameters.as_of is null or reported.as_of <= parameters.as_of
),

snapshot as (
    select max(gpp.as_of) as as_of
    from mart.gpp_snapshot as gpp
    cross join parameters
    where parameters.as_of is null or gpp.as_of <= parameters.as_of
),

people_summed as (
    select
        category.requirement_id,
        month.as_of,
        cast(coalesce(sum(line.women_count), 0) as bigint) as women_reported_count,
        cast(sum(line.sex_not_reported_count) as bigint) as sex_not_reported_count,
        cast(sum(line.people_count) as bigint) as people_count
    from mart.deployment_month as line
    join month on month.as_of = line.as_of
    join mart.parity_category as category on category.category = line.category
    where category.reported_from is null or month.as_of >= category.reported_from
    group by category.requirement_id, month.as_of
    union all
    select
        category.requirement_id,
        snapshot.as_of,
        cast(sum(gpp.women_count) as bigint) as women_count,
        0,
        cast(sum(gpp.people_count) as bigint) as people_count
    from mart.gpp_snapshot as gpp
    join snapshot on snapshot.as_of = gpp.as_of
    join mart.parity_category as category on category.category = 'justice_corrections_gpp'
    group by category.requirement_id, snapshot.as_of
),

-- include: women_reported (summed as people_summed, sexed as people),

parity as (
    select
        category.requirement_id,
        ask.part_of,
        people.as_of,
        people.women_count,
        people.people_count,
        case
            when people.people_count is null or people.people_count = 0 then 'not_reported'
            when people.women_reported_count * 100 >= ask.share_percent * people.people_count then 'met'
            when (people.women_reported_count + people.sex_not_reported_count) * 100 < ask.share_percent * people.people_count then 'unmet'
            else 'not_reported'
        end as status
    from mart.parity_category as category
    join ask on ask.requirement_id = category.requirement_id
    left join people on people.requirement_id = category.requirement_id
),

targets as (
    select
        part_of as requirement_id,
        case
            when count(case when status = 'not_reported' then 1 end) > 0 then 'not_reported'
            when count(case when status = 'met' then 1 end) = count(*) then 'met'
            when count(case when status = 'met' then 1 end) > 0 then 'partly_met'
            else 'unmet'
        end as status
    from parity
    where part_of is not null
    group by part_of
),

ask_status as (
    select
        ask.*,
        counted.confirmed_count,
        counted.announced_count,
        counted.done_count,
        counted.done_quantity,
        coalesce(with_details.with_details_count, 0) as with_details_count,
        parity.as_of as parity_as_of,
        parity.women_count,
        parity.people_count,
        case
            when parity.status is not null then parity.status
            when targets.status is not null then targets.status
            when ask.asked_quantity = 0 then 'met'
            when ask.slot_limit = 1 and counted.done_count > 0 then 'met'
            when
                not ask.is_uniformed
                and counted.done_count > 0
                and (ask.asked_quantity is null or counted.done_quantity >= ask.asked_quantity)
                and coalesce(translated.done_language_count, 0) = coalesce(translated.language_count, 0)
                then 'met'
            when ask.due_date < parameters.today then 'date_passed'
            when ask.slot_limit = 1 and counted.confirmed_count > 0 then 'host_found'
            when ask.is_uniformed and ask.asked_quantity is not null
                then
                    case
                        when ask.available_quantity is null then 'not_reported'
                        when ask.available_quantity >= ask.asked_quantity then 'met'
                        when ask.available_quantity > 0 then 'partly_met'
                        else 'unmet'
                    end
            when ask.asked_quantity is not null then case when counted.done_quantity > 0 then 'partly_met' else 'unmet' end
            when translated.done_language_count > 0 then 'partly_met'
            else 'open_call'
        end as status
    from ask
    cross join parameters
    join counted on counted.requirement_id = ask.requirement_id
    left join with_details on with_details.requirement_id = ask.requirement_id
    left join translated on translated.requirement_id = ask.requirement_id
    left join parity on parity.requirement_id = ask.requirement_id
    left join targets on targets.requirement_id = ask.requirement_id
)

select
    requirement_id,
    section,
    pledge_category,
    capability,
    family,
    asked_quantity as quantity,
    confirmed_count as confirmed_pledge_count,
    available_quantity,
    status,
    chapter,
    ask,
    standing,
    part_of,
    guide_chapter,
    guide_section,
    guide_bullet,
    guide_paragraph,
    guide_footnote,
    guide_names,
    capability_name,
    kind,
    missions,
    languages,
    period,
    due_date,
    slot_limit,
    asked_unit as unit_of_quantity,
    quantity_from,
    edition_date,
    needed_by,
    quantity as guide_quantity,
    quantity_max as guide_quantity_max,
    quantity_basis,
    unit_of_quantity as guide_unit,
    share_percent,
    share_of,
    condition,
    recipient_kind,
    tags,
    note,
    edition,
    announced_count as announced_pledge_count,
    done_count as implemented_pledge_count,
    with_details_count,
    parity_as_of,
    women_count,
    people_count
from ask_status
order by position

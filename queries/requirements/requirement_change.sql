-- title: What changed between two editions of the requirements file
-- metric: Each line of either edition: new where only the later one has it, closed where only the earlier one has it or where the later one asks for 0 after the earlier asked for more or stated no quantity, changed where both have it and a quantity, language, equipment, day or priority differs, same where nothing does
-- unit: quantity as the capability is counted
-- grain: one row per ask or words, mission and capability of either edition; asks of the guide in its order first
-- columns: requirement_id = Ask; requirement = In words; ask = Ask; mission = Mission; capability = Capability; capability_name = Capability, in words;
--   unit_of_quantity = Counted in; kind = Kind; quantity_before = Quantity, earlier; quantity_after = Quantity, later; quantity_change = Change;
--   languages_before = Languages, earlier; languages_after = Languages, later; equipment_tags_before = Equipment, earlier; equipment_tags_after =
--   Equipment, later; needed_by_before = Needed by, earlier [day]; needed_by_after = Needed by, later [day]; priority_before = Priority, earlier;
--   priority_after = Priority, later
-- params: from_edition DATE = null; to_edition DATE = null; as_of DATE = null
-- audience: open
-- from: mart.requirement_line, mart.requirement, mart.capability
-- note: without days the newest two editions are compared, on or before as_of where that is given; a line is the same one where ask, words, mission and capability are, so that changed words read as one line closed and one new; quantity_change is empty where one of the two quantities is not stated

with known as (
    select edition_date, row_number() over (order by edition_date desc) as nth
    from mart.requirement_line
    where cast($as_of as date) is null or edition_date <= cast($as_of as date)
    group by edition_date
),

later as (
    select coalesce(cast($to_edition as date), max(edition_date)) as edition_date
    from known
),

earlier as (
    select coalesce(cast($from_edition as date), max(known.edition_date)) as edition_date
    from later
    left join known on known.edition_date < later.edition_date
),

before as (
    select line.*
    from mart.requirement_line as line
    join earlier on earlier.edition_date = line.edition_date
),

after as (
    select line.*
    from mart.requirement_line as line
    join later on later.edition_date = line.edition_date
),

paired as (
    select
        coalesce(after.requirement_id, before.requirement_id) as requirement_id,
        coalesce(after.requirement, before.requirement) as requirement,
        coalesce(after.mission, before.mission) as mission,
        coalesce(after.capability, before.capability) as capability,
        before.edition_date as from_edition,
        after.edition_date as to_edition,
        before.quantity as quantity_before,
        after.quantity as quantity_after,
        before.languages as languages_before,
        after.languages as languages_after,
        before.equipment_tags as equipment_tags_before,
        after.equipment_tags as equipment_tags_after,
        before.needed_by as needed_by_before,
        after.needed_by as needed_by_after,
        before.priority as priority_before,
        after.priority as priority_after,
        case when coalesce(before.quantity, -1) <> coalesce(after.quantity, -1) then 1 else 0 end as quantity_differs,
        case when coalesce(before.languages, '') <> coalesce(after.languages, '') then 1 else 0 end as languages_differ,
        case when coalesce(before.equipment_tags, '') <> coalesce(after.equipment_tags, '') then 1 else 0 end as equipment_differs,
        case
            when coalesce(before.needed_by, cast('0001-01-01' as date)) <> coalesce(after.needed_by, cast('0001-01-01' as date)) then 1
            else 0
        end as day_differs,
        case when coalesce(before.priority, '') <> coalesce(after.priority, '') then 1 else 0 end as priority_differs
    from before
    full outer join after
        on after.requirement_id = before.requirement_id
        and after.requirement = before.requirement
        and after.mission = before.mission
        and after.capability = before.capability
)

select
    paired.requirement_id,
    paired.requirement,
    ask.ask,
    paired.mission,
    paired.capability,
    capability.name as capability_name,
    capability.unit_of_count as unit_of_quantity,
    case
        when paired.from_edition is null then 'new'
        when paired.to_edition is null then 'closed'
        when paired.quantity_after = 0 and coalesce(paired.quantity_before, 1) > 0 then 'closed'
        when
            paired.quantity_differs + paired.languages_differ + paired.equipment_differs + paired.day_differs + paired.priority_differs > 0
            then 'changed'
        else 'same'
    end as kind,
    paired.quantity_before,
    paired.quantity_after,
    paired.quantity_after - paired.quantity_before as quantity_change,
    paired.languages_before,
    paired.languages_after,
    paired.equipment_tags_before,
    paired.equipment_tags_after,
    paired.needed_by_before,
    paired.needed_by_after,
    paired.priority_before,
    paired.priority_after
from paired
left join mart.requirement as ask on ask.requirement_id = paired.requirement_id
left join mart.capability as capability on capability.capability = paired.capability
order by ask.position nulls last, paired.requirement, paired.mission, paired.capability

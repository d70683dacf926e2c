-- Each capability at each place (all, a regional group, a mission) from ask to supply. Before it stand capability_asks,
-- capability_units, demand, and with a column place: `place` (is_open_call says whether the guide's ask without a number holds there),
-- `required` (required, outstanding, serving_count, line_count), `tally_at_place` (rows of unit_tally where they count) and `announced`
-- (announced, pledge_count). It leaves `capability_standing`, with coverage and state.
-- include: counted_in_units,

capability_at_place as (
    select
        capability,
        place,
        cast(sum(level_1) as bigint) as level_1,
        cast(sum(level_2) as bigint) as level_2,
        cast(sum(level_3) as bigint) as level_3,
        cast(sum(rdl) as bigint) as rdl,
        cast(sum(registered_count) as bigint) as registered_count,
        cast(sum(selected) as bigint) as selected,
        cast(sum(deployed) as bigint) as deployed,
        cast(sum(available) as bigint) as available,
        cast(sum(available_level_3) as bigint) as available_level_3,
        cast(sum(available_rdl) as bigint) as available_rdl,
        cast(sum(stale_count) as bigint) as stale_count,
        cast(sum(condition_unknown_count) as bigint) as condition_unknown_count,
        cast(sum(slot_uncovered_count) as bigint) as slot_uncovered_count
    from tally_at_place
    group by capability, place
),

named_capability as (
    select capability from guide_ask
    union
    select capability from required
    union
    select capability from unit_tally
    union
    select capability from unit_pledge where capability is not null
),

capability_joined as (
    select
        named.capability,
        place.place,
        required.required,
        case
            when required.required = 0 then 0
            when export.export_on is null or not coalesce(counted.is_in_units, true) then null
            else required.outstanding
        end as outstanding,
        case when ledger.ledger_count > 0 then coalesce(announced.announced, 0) end as announced,
        case when ledger.ledger_count > 0 then coalesce(announced.pledge_count, 0) end as announced_pledge_count,
        case when export.export_on is not null then coalesce(unit.level_1, 0) end as level_1,
        case when export.export_on is not null then coalesce(unit.level_2, 0) end as level_2,
        case when export.export_on is not null then coalesce(unit.level_3, 0) end as level_3,
        case when export.export_on is not null then coalesce(unit.rdl, 0) end as rdl,
        case when export.export_on is not null then coalesce(unit.selected, 0) end as selected,
        case when export.export_on is not null then coalesce(unit.deployed, 0) end as deployed,
        case when export.export_on is not null then coalesce(unit.available, 0) end as available,
        case when export.export_on is not null then coalesce(unit.registered_count, 0) end as registered_count,
        case when export.export_on is not null then coalesce(unit.available_level_3, 0) end as available_level_3,
        case when export.export_on is not null then coalesce(unit.available_rdl, 0) end as available_rdl,
        case when export.export_on is not null then coalesce(unit.stale_count, 0) end as stale_count,
        case when export.export_on is not null then coalesce(unit.condition_unknown_count, 0) end as condition_unknown_count,
        case when export.export_on is not null then coalesce(unit.slot_uncovered_count, 0) end as slot_uncovered_count,
        case when export.export_on is not null then coalesce(required.serving_count, 0) end as serving_count,
        case
            when capability.section = 'counter_unmanned_aerial_systems' then capability.section
            else coalesce(guide_ask.section, capability.section)
        end as section,
        capability.name as capability_name,
        capability.unit_of_count as unit_of_quantity,
        coalesce(counted.is_in_units, true) as is_in_units,
        required.line_count is not null or (place.is_open_call and guide_ask.capability is not null) as is_asked,
        edition.edition_date,
        export.export_on,
        guide_ask.position as ask_position,
        capability.position
    from named_capability as named
    cross join place
    cross join export
    cross join edition
    cross join ledger
    left join required on required.capability = named.capability and required.place = place.place
    left join guide_ask on guide_ask.capability = named.capability
    left join capability_at_place as unit on unit.capability = named.capability and unit.place = place.place
    left join announced on announced.capability = named.capability and announced.place = place.place
    left join mart.capability as capability on capability.capability = named.capability
    left join counted_in_units as counted on counted.capability = named.capability
),

capability_standing as (
    select
        capability_joined.*,
        case when is_in_units and outstanding > 0 then available / cast(outstanding as double) end as coverage,
        case
            when required is null then case when is_asked then 'open_call' else 'no_requirement' end
            when required = 0 then 'met'
            when not is_in_units then 'not_in_units'
            when available is null then 'not_reported'
            when available >= outstanding then 'met'
            when available > 0 then 'partly_met'
            else 'unmet'
        end as state
    from capability_joined
)

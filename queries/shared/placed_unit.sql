-- Judged units where they belong: under the state that gives the personnel, with its regional group and its place in UN order.
unit as (
    select
        unit_status.unit_id,
        unit_status.provider_iso3 as iso3,
        unit_status.component,
        unit_status.capability,
        unit_status.strength_count,
        unit_status.level,
        unit_status.status,
        unit_status.mission_specific,
        unit_status.deployed_mission,
        unit_status.requirement_line,
        unit_status.available_from,
        unit_status.available_to,
        unit_status.visit_date,
        unit_status.has_load_list,
        unit_status.rdl_cycle,
        unit_status.export_on,
        unit_status.place,
        unit_status.file_id,
        unit_status.renewal,
        unit_status.ready_days as days,
        unit_status.ready_clock as clock,
        country.regional_group,
        country.un_order,
        unit_status.why_not
    from unit_status
    left join mart.country as country on country.iso3 = unit_status.provider_iso3
)

-- Judged units where they belong: under the state that gives the personnel, with its regional group and its place in UN order.
unit as (
    select
        judged.unit_id,
        judged.provider_iso3 as iso3,
        judged.component,
        judged.capability,
        judged.strength_count,
        judged.level,
        judged.status,
        judged.mission_specific,
        judged.available_from,
        judged.available_to,
        judged.visit_date,
        judged.has_load_list,
        judged.rdl_cycle,
        judged.export_on,
        judged.place,
        judged.file_id,
        judged.renewal,
        judged.ready_days as days,
        judged.ready_clock as clock,
        country.regional_group,
        country.un_order,
        judged.why_not
    from judged
    left join mart.country as country on country.iso3 = judged.provider_iso3
)

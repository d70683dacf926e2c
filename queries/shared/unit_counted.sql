-- What is counted of a unit: unit_status without its place in a file, beside which a query says where the unit counts.
unit_counted as (
    select
        unit_id,
        provider_iso3,
        mission_specific,
        deployed_mission,
        capability,
        level,
        ready_days,
        status,
        renewal,
        why_not
    from unit_status
)

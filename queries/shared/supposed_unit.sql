-- Units as placed_unit leaves them, with what a supposition takes out: taken_out says by which choice (unit, state, mission: lists with ;
-- between the codes), null for a unit that stays.
supposed_unit as (
    select
        unit.*,
        case
            when coalesce(position(';' || unit.unit_id || ';' in ';' || $without_units || ';'), 0) > 0 then 'unit'
            when coalesce(position(';' || unit.iso3 || ';' in ';' || $without_states || ';'), 0) > 0 then 'state'
            when coalesce(position(';' || unit.mission_specific || ';' in ';' || $without_missions || ';'), 0) > 0 then 'mission'
        end as taken_out
    from unit
)

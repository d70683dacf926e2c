-- What each unit of each export waits for at its level: `unit_bottleneck`, one row per unit and export. Below Level 2 an assessment visit;
-- at Level 2 an accurate load list or, with one, equipment; null above. A level or a load list that nobody reported, or that could not be
-- read, is no fault of a unit: it says so in the place of what the unit would wait for. A list handed in is not yet said to be accurate.
unit_bottleneck as (
    select
        entry.unit_id,
        entry.export_on,
        case
            when entry.level = 'level_1' then 'visit'
            when entry.level is null and position(';level;' in ';' || entry.not_read || ';') > 0 then 'not_read'
            when entry.level is null then 'not_reported'
            when entry.level <> 'level_2' then null
            when entry.has_load_list then 'equipment'
            when position(';load_list;' in ';' || entry.not_read || ';') > 0 then 'not_read'
            when entry.has_load_list is null and entry.load_list is null then 'not_reported'
            else 'load_list'
        end as bottleneck
    from mart.roster_unit as entry
)

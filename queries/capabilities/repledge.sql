-- title: Contingents that could be pledged again
-- list: Units of the latest export that are deployed in a mission or selected for it: when it closes they could be pledged again
-- unit: people
-- grain: one row per unit, by mission, then in UN order
-- columns: unit_id = Unit; iso3 = Code; regional_group = UN regional group; capability = Capability; level = Level; status = Status; mission_code = Mission;
--   ends_on = Operations end on [day]; strength_count = People in the unit [count]; export_on = Export of [day]; file_name = File; place = Place
-- params: as_of DATE = null; without_missions VARCHAR = null
-- audience: restricted
-- from: mart.roster_unit, mart.mission, mart.country, meta.file
-- note: of the missions named, with ; between them; of those with a date on which operations end, where none is named; these units are never available by themselves and are in no count of available units

with export as (
    select max(export_on) as export_on
    from mart.roster_unit
    where $as_of is null or export_on <= cast($as_of as date)
)

select
    unit.unit_id,
    unit.iso3,
    country.regional_group,
    unit.capability,
    unit.level,
    unit.status,
    unit.deployed_mission as mission_code,
    coalesce(mission.operations_end_on, mission.ended_on) as ends_on,
    unit.strength_count,
    unit.export_on,
    file.name as file_name,
    unit.place
from mart.roster_unit as unit
left join meta.file as file on file.file_id = unit.file_id
inner join export on export.export_on = unit.export_on
left join mart.mission as mission on mission.mission_code = unit.deployed_mission
left join mart.country as country on country.iso3 = unit.iso3
where
    unit.status in ('selected', 'deployed')
    and (
        coalesce(position(';' || unit.deployed_mission || ';' in ';' || $without_missions || ';'), 0) > 0
        or ($without_missions is null and coalesce(mission.operations_end_on, mission.ended_on) is not null)
    )
order by unit.deployed_mission, country.un_order nulls last, unit.iso3, unit.unit_id

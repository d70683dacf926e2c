-- title: Lines of an edition of the requirements file
-- list: What one edition asks for, line by line: the ask of the guide or the words, the mission, the capability and how many
-- unit: quantity as the capability is counted
-- grain: one row per line, asks of the guide in its order first
-- columns: edition_date = Edition [day]; requirement_id = Ask; requirement = In words; ask = Ask; mission = Mission; capability = Capability; capability_name =
--   Capability, in words; quantity = Quantity; unit_of_quantity = Counted in; languages = Languages; equipment_tags = Equipment; needed_by = Needed by
--   [day]; priority = Priority; file_name = File; line = Line; sheet = Sheet
-- params: as_of DATE = null; edition DATE = null; asks VARCHAR in (all, general, mission) = 'all'
-- audience: open
-- from: mart.requirement_line, mart.requirement, mart.capability, meta.file
-- note: no edition means the newest one, on or before as_of where that is given; mission has the lines for a named mission, general those for any; a blank quantity is an open call, 0 says that nothing is asked for any more

with newest_edition as (
    select coalesce(cast($edition as date), max(edition_date)) as edition_date
    from mart.requirement_line
    where cast($as_of as date) is null or edition_date <= cast($as_of as date)
)

select
    line.edition_date,
    line.requirement_id,
    line.requirement,
    ask.ask,
    line.mission,
    line.capability,
    capability.name as capability_name,
    line.quantity,
    capability.unit_of_count as unit_of_quantity,
    line.languages,
    line.equipment_tags,
    line.needed_by,
    line.priority,
    file.name as file_name,
    line.line,
    line.sheet
from mart.requirement_line as line
join newest_edition on newest_edition.edition_date = line.edition_date
left join mart.requirement as ask on ask.requirement_id = line.requirement_id
left join mart.capability as capability on capability.capability = line.capability
left join meta.file as file on file.file_id = line.file_id
where $asks = 'all' or ($asks = 'mission') = (line.mission <> 'general')
order by ask.position nulls last, line.requirement, line.mission, line.capability

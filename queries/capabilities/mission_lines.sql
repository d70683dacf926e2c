-- title: Lines of mission requirements
-- list: What one edition asks for, line by line: mission, capability, how many, and what a unit must bring to serve the line
-- unit: quantity as the capability is counted
-- grain: one row per line of the edition
-- columns: edition_date = Edition [day]; line = Line; mission = Mission; capability = Capability; capability_name = Capability, in words; quantity = Quantity;
--   languages = Languages; equipment_tags = Equipment; readiness_days = Within days; women_percent = Women, %; priority = Priority; due_date = Due [day];
--   file_name = File; place = Place
-- params: as_of DATE = null; edition DATE = null
-- audience: open
-- from: mart.mission_line, mart.capability, meta.file
-- note: no edition means the newest one, on or before as_of where that is given; a blank quantity is not stated, 0 says that nothing is asked for any more

with newest_edition as (
    select coalesce(cast($edition as date), max(edition_date)) as edition_date
    from mart.mission_line
    where cast($as_of as date) is null or edition_date <= cast($as_of as date)
)

select
    line.edition_date,
    line.line_id as line,
    line.mission,
    line.capability,
    capability.name as capability_name,
    line.quantity,
    line.languages,
    line.equipment_tags,
    line.readiness_days,
    line.women_percent,
    line.priority,
    line.due_date,
    file.name as file_name,
    case when line.sheet is null then '' else line.sheet || '!' end || cast(line.line as varchar) as place
from mart.mission_line as line
join newest_edition on newest_edition.edition_date = line.edition_date
left join mart.capability as capability on capability.capability = line.capability
left join meta.file as file on file.file_id = line.file_id
order by line.line_id

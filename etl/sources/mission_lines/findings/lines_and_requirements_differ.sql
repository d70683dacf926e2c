-- The newest lines of missions and the requirements file of that edition ask for different numbers of a capability. Shown is the larger: neither
-- source says whether the file's number for any mission holds the lines too.
with line_total as (
    select edition_date, capability, sum(quantity) as quantity, min(file_id) as file_id, min(line) as line, min(sheet) as sheet
    from mart.mission_line
    group by edition_date, capability
),

file_total as (
    select edition_date, capability, sum(quantity) as quantity, min(file_id) as file_id, min(line) as line, min(sheet) as sheet
    from mart.requirement_line
    where capability <> ''
    group by edition_date, capability
)

select
    line_total.file_id,
    line_total.line,
    line_total.sheet,
    coalesce(capability.name, line_total.capability) || ', edition of ' || line_total.edition_date || ': '
    || cast(line_total.quantity as bigint) || ' in lines of missions, ' || cast(file_total.quantity as bigint)
    || ' in the requirements file' as detail,
    file_total.file_id as other_file_id,
    scratch.place(file_total.sheet, file_total.line) as other_place
from line_total
join file_total on file_total.edition_date = line_total.edition_date and file_total.capability = line_total.capability
left join mart.capability as capability on capability.capability = line_total.capability
where
    line_total.quantity <> file_total.quantity
    and line_total.edition_date = (select max(edition_date) from mart.mission_line);

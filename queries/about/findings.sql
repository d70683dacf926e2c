-- title: Findings
-- list: What was noticed in the files and does not stop a figure
-- unit: as named
-- grain: one row per finding
-- columns: finding = Finding; source = Source; file_name = File; place = Place; detail = Detail; other_file_name = Other file; other_place = Place in it
-- params: source VARCHAR = null
-- audience: open
-- from: meta.finding, meta.file
-- note: 

select finding.finding, file.source, file.name as file_name, finding.place, finding.detail, other.name as other_file_name, finding.other_place
from meta.finding as finding
join meta.file as file on file.file_id = finding.file_id
left join meta.file as other on other.file_id = finding.other_file_id
where $source is null or file.source = $source
order by finding.finding, file.file_id, finding.place, finding.detail

-- title: Files left out
-- list: Files that could not be read and are left out of this version, with what was expected and what to do
-- unit: as named
-- grain: one row per file
-- columns: file_name = File; source = Source; place = Place; problem = What is wrong; expected = Expected; remedy = What to do
-- params:
-- audience: open
-- from: meta.refused
-- note: the other files are loaded without them

select file_name, source, place, problem, expected, remedy
from meta.refused
order by source, file_name, place

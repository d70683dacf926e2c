-- title: Personnel types
-- list: The personnel types of the monthly files, and the parity category that each counts in
-- unit: as named
-- grain: one row per personnel type, in the order of the categories
-- columns: personnel_type = Personnel type; spelling = Spelling; category = Category; source = Source
-- params: 
-- audience: open
-- from: mart.personnel_type, mart.parity_category
-- note: specialised police teams have no type of their own and count as individual police

select type.personnel_type, type.spelling, type.category, type.source
from mart.personnel_type as type
join mart.parity_category as category on category.category = type.category
order by category.position, type.personnel_type

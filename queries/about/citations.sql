-- title: Reference lists that figures cite
-- list: Reference lists that a reader of a figure would look up, by the table that holds them
-- unit: as named
-- grain: one row per table
-- columns: relation = Table; title = Title
-- params:
-- audience: open
-- from: mart.citation
-- note: lists of codes and names are not cited

select relation, title
from mart.citation
order by relation

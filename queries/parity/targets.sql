-- title: Parity targets
-- list: Share of women asked for, by category and year
-- unit: as named
-- grain: one row per category and year
-- columns: category = Category; year = Year; target_percent = Target of the year, %; status = Status; source = Source
-- params: 
-- audience: open
-- from: mart.parity_target, mart.parity_category
-- note: interpolated: fits the sourced years exactly, to be checked against the strategy; not found: no source yet

select target.category, target.year, target.target_percent, target.status, target.source
from mart.parity_target as target
join mart.parity_category as category on category.category = target.category
order by category.position, target.year

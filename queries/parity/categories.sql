-- title: Parity categories
-- list: The five categories of the uniformed gender parity strategy
-- unit: as named
-- grain: one row per category, in fixed order
-- columns: category = Category; position = Position; label = Label; definition = Definition; reported_from = Reported apart from [day]; source = Source
-- params: 
-- audience: open
-- from: mart.parity_category
-- note: 

select category, position, label, definition, reported_from, source
from mart.parity_category
order by position

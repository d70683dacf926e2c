-- title: The ten categories of the pledge form
-- list: Categories as the form of the Berlin 2025 Pledging Guide prints them
-- unit: one row per category
-- grain: one row per category, in the form's order
-- columns: category = Category; name = Name; position = Position
-- params:
-- audience: open
-- from: mart.pledge_category
-- note: funding is a category like the others

select category, name, position
from mart.pledge_category
order by position

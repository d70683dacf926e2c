-- title: Areas of partnership
-- list: The areas in which partners help, in the words of the guide
-- unit: one row per area
-- grain: one row per area, in this project's order
-- columns: area = Area; name = In words; source = In the guide
-- params:
-- audience: open
-- from: mart.partner_area
-- note:

select
    area,
    name,
    source
from mart.partner_area
order by position

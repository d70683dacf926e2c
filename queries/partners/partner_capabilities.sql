-- title: Areas of capabilities
-- list: The area of partnership that a capability belongs to
-- unit: one row per capability
-- grain: one row per capability that has an area
-- columns: capability = Capability; area = Area
-- params:
-- audience: open
-- from: mart.partner_capability
-- note: which area a capability belongs to is this project's own choice

select
    capability,
    area
from mart.partner_capability
order by capability

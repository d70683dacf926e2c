-- title: Capabilities
-- list: The taxonomy of what is asked for and pledged
-- unit: one row per capability
-- grain: one row per capability code
-- columns: capability = Capability; name = Name; component = Component; counted_in = Counted in
-- params:
-- audience: open
-- from: mart.capability
-- note:

select capability, name, component, unit_of_count as counted_in
from mart.capability
order by position

-- title: Member States and territories
-- list: Code, UN short name and regional groups
-- unit: as named
-- grain: one row per code, in UN order
-- params: 
-- audience: open
-- from: mart.country
-- note: Türkiye takes part in two groups and is counted once

select iso3, name, un_order, m49, m49_region, m49_subregion, m49_intermediate, regional_group, regional_group_second, is_member_state, note, source
from mart.country
order by un_order

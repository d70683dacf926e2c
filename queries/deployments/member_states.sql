-- title: Member States
-- list: Every Member State under its UN short name
-- unit: one row per state
-- grain: one row per ISO code, in UN order
-- columns: iso3 = Code; name = Name; regional_group = UN regional group
-- params:
-- audience: open
-- from: mart.country
-- note: whether it deploys or pledged anything does not matter here

select iso3, name, regional_group
from mart.country
where is_member_state
order by un_order

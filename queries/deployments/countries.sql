-- title: Member States and territories
-- list: Code, UN short name and regional groups
-- unit: as named
-- grain: one row per code, in UN order
-- columns: iso3 = Code; name = Name; un_order = UN order; m49 = M49 code; m49_region = M49 region; m49_subregion = M49 sub-region; m49_intermediate = M49
--   intermediate region; regional_group = UN regional group; regional_group_second = Second regional group; is_member_state = Member State; note = Note;
--   source = Source
-- params: 
-- audience: open
-- from: mart.country
-- note: Türkiye takes part in two groups and is counted once

select iso3, name, un_order, m49, m49_region, m49_subregion, m49_intermediate, regional_group, regional_group_second, is_member_state, note, source
from mart.country
order by un_order

-- title: M49 areas
-- list: Regions, subregions and intermediate regions of the UN's standard country or area codes for statistical use
-- unit: as named
-- grain: one row per area, each under the one that it belongs to
-- columns: m49 = M49 code; name = Name; level = Level; parent_m49 = M49 code of the area above; position = Position; source = Source
-- params: 
-- audience: open
-- from: mart.m49_area
-- note: M49 areas are statistical: they are not the UN regional groups of Member States

select m49, name, level, parent_m49, position, source
from mart.m49_area
order by position

-- title: Levels of readiness and their days
-- list: From which level a unit can be there within how many days, and from when the clock runs
-- unit: days
-- grain: one row per level, the fastest first
-- columns: level = Level; days = Within days; clock = Counted from; source = Source
-- params:
-- audience: open
-- from: mart.readiness_level
-- note:

select level, days, clock, source
from mart.readiness_level
order by days, level

-- title: Kinds of unit that must have an engagement platoon
-- list: Kinds of infantry unit that count: always, or where the reader takes them in, with the reason
-- unit: none
-- grain: one row per kind of unit
-- columns: unit_type = Kind of unit; name = Name; counts = Counts; reason = Reason; source = Source
-- params:
-- audience: open
-- from: mart.platoon_scope, mart.capability
-- note: every other kind of unit is outside the rule

select scope.unit_type, capability.name, scope.counts, scope.reason, scope.source
from mart.platoon_scope as scope
left join mart.capability as capability on capability.capability = scope.unit_type
order by scope.counts, capability.position

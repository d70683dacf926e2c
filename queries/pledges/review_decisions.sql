-- title: Decisions that this data version holds
-- list: Who decided what, when and why, in order
-- unit: one row per decision
-- grain: one row per decision
-- columns: seq = Order of entry; decided_at = Decided at [day]; decided_by = Decided by; candidate_id = Candidate; action = Decision; reason = Reason; old
--   = Before; new = After
-- params:
-- audience: restricted
-- from: mart.pledge_decision
-- note: later decisions are in the log, and in the figures once they are published

select seq, decided_at, decided_by, candidate_id, action, reason, old, new
from mart.pledge_decision
order by seq

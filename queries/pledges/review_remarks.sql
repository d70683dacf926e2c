-- title: What to look at before confirming a candidate
-- list: A remark gives its reason in words and what it compares with; it rejects nothing
-- unit: one row per remark
-- grain: one row per candidate and remark
-- columns: candidate_id = Candidate; remark = Remark; reason = Reason; shows = What it shows
-- params:
-- audience: restricted
-- from: mart.candidate_remark
-- note:

select candidate_id, remark, reason, shows
from mart.candidate_remark
order by candidate_id, remark

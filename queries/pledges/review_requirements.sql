-- title: Which asks of the guide a candidate may answer
-- list: Up to three asks, each with a score and the words that made it; a person chooses
-- unit: score: sum of weighted words; higher fits better
-- grain: one row per candidate and ask
-- columns: candidate_id = Candidate; requirement_id = Ask; position = Position; score = Score; words = Words that made it; ask = Ask; section = Section
-- params:
-- audience: restricted
-- from: mart.candidate_requirement, mart.requirement
-- note:

select answer.candidate_id, answer.requirement_id, answer.position, answer.score, answer.words, requirement.ask, requirement.section
from mart.candidate_requirement as answer
join mart.requirement as requirement on requirement.requirement_id = answer.requirement_id
order by answer.candidate_id, answer.position

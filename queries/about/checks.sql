-- title: Checks that hold
-- list: Sentences that every published version satisfies
-- unit: as named
-- grain: one row per check
-- columns: sentence = In its own words
-- params: 
-- audience: open
-- from: meta.check_passed
-- note: a version for which one does not hold is never published

select sentence
from meta.check_passed
order by sentence

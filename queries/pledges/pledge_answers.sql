-- title: Asks that pledges answer
-- list: The asks of the guide that a pledge answers, the likeliest first
-- unit: one row per pledge and ask
-- grain: one row per pledge and ask
-- columns: pledge_id = Pledge; requirement_id = Ask; position = Position; words = What was published; ask = Ask; section = Section
-- params: pledge_id VARCHAR = null
-- audience: open
-- from: mart.pledge_requirement, mart.requirement
-- note: a person read them, or the reading proposed them and a person confirmed it

select answered.pledge_id, answered.requirement_id, answered.position, answered.words, requirement.ask, requirement.section
from mart.pledge_requirement as answered
join mart.requirement as requirement on requirement.requirement_id = answered.requirement_id
where $pledge_id is null or answered.pledge_id = $pledge_id
order by answered.pledge_id, answered.position

-- title: Asks of the guide
-- list: Every ask and its details, in the guide's order
-- unit: one row per ask
-- grain: one row per requirement_id
-- columns: requirement_id = Ask; ask = Ask; section = Section; pledge_category = Category; capability = Capability; standing = Ask or detail
-- params:
-- audience: open
-- from: mart.requirement
-- note: what the guide only mentions is left out

select requirement_id, ask, section, pledge_category, capability, standing
from mart.requirement
where standing in ('ask', 'detail')
order by position

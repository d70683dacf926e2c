-- title: How long an edition of asks stands
-- list: The months after which asks of an edition are to be confirmed before they are put to a state
-- unit: months
-- grain: one row
-- columns: months = Months [count]; reason = Reason; source = Source
-- params:
-- audience: open
-- from: mart.figure_rule
-- note: ours, no rule of the guide

select value as months, reason, source
from mart.figure_rule
where rule = 'ask_edition'

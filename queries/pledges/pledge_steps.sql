-- title: Steps of pledges
-- list: Each dated step of a pledge with its source, oldest first
-- unit: one row per step
-- grain: one row per pledge and step, in the order of days, then of their record
-- columns: pledge_id = Pledge; status = Status; step_date = Day [day]; source = Source; seq = Order of entry; is_side_mark = Beside the steps
-- params: pledge_id VARCHAR = null
-- audience: open
-- from: mart.pledge_step, mart.pledge, mart.step
-- note: a month or a year alone stands as its first day

select taken.pledge_id, taken.status, taken.step_date, taken.source, taken.seq, coalesce(step.is_side_mark, false) as is_side_mark
from mart.pledge_step as taken
join mart.pledge as pledge on pledge.pledge_id = taken.pledge_id
left join mart.step as step on step.track = pledge.track and step.status = taken.status
where $pledge_id is null or taken.pledge_id = $pledge_id
order by taken.pledge_id, taken.step_date, taken.seq

-- title: Reported months
-- list: The months that the loaded files report, newest first
-- unit: as named
-- grain: one row per month
-- columns: as_of = As of [day]; row_count = Rows [count]; states_mission = Missions are stated; states_sex = Women and men are stated
-- params: 
-- audience: open
-- from: mart.reported_month
-- note: a month that is not listed is a gap; one that states no missions is a gap to whoever asks for one, and for peacekeeping operations only

select as_of, row_count, states_mission, states_sex
from mart.reported_month
order by as_of desc

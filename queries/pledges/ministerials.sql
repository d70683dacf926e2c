-- title: Ministerials
-- list: UN Peacekeeping Ministerials and the summit of 2015, with the days on which they were held
-- unit: one row per meeting
-- grain: one row per meeting, newest first
-- columns: ministerial = Ministerial; held_from = Held from [day]; held_to = Last day of the Ministerial [day]; city = City; details_due = Details due [day];
--   window_months = Window, months
-- params:
-- audience: open
-- from: mart.ministerial
-- note: a pledge of another occasion belongs to none of them

select ministerial, held_from, held_to, city, details_due, window_months
from mart.ministerial
order by held_from desc

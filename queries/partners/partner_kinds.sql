-- title: Kinds of partnership
-- list: What partners offer, and which kinds of need each serves
-- unit: one row per kind
-- grain: one row per kind, in this project's order
-- columns: kind = Kind; name = In words; serves = Serves needs of
-- params:
-- audience: open
-- from: mart.partner_kind
-- note: which needs a kind of offer serves is this project's own choice: a mobile training team teaches a course where it is asked for, a course elsewhere is no mobile team

select
    kind,
    name,
    serves
from mart.partner_kind
order by position

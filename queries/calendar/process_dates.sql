-- title: Dates of the Ministerial's process
-- list: Preparatory meetings, the day by which details of pledges are due, the Ministerial, the meeting on implementation, and the call for the Rapid Deployment Level
-- unit: days
-- grain: one row per Ministerial and date, the earliest first
-- columns: ministerial = Ministerial; kind = What; from_on = From [day]; to_on = To [day]; precision = Precision; about = About; place = Place; hosts =
--   Hosts; source = Source
-- params:
-- audience: open
-- from: mart.ministerial, mart.ministerial_date
-- note: precision day: the days are printed; month: the month is, from its first to its last day; about: some six months after the Ministerial, by the guide

with
-- include: process_date

select ministerial, kind, from_on, to_on, precision, about, place, hosts, source
from process_date
order by from_on, kind

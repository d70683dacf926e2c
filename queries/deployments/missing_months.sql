-- title: Months that were not reported
-- list: Month-ends inside the covered period without figures, and why
-- unit: as named
-- grain: one row per month
-- columns: as_of = As of [day]; reason = Reason; source = Source
-- params: 
-- audience: open
-- from: mart.missing_month, mart.reported_month
-- note: 

select missing.as_of, missing.reason, missing.source
from mart.missing_month as missing
left join mart.reported_month as month on month.as_of = missing.as_of
where month.as_of is null
order by missing.as_of

-- title: Announced pledges under each capability asked for
-- list: The pledges that the table of announcements beside the guide's uniformed asks counts, by the Ministerial at which each was made or by the UN regional group of its state
-- unit: one row per pledge
-- grain: one row per capability asked for, Ministerial or regional group, and pledge
-- columns: ask_group = Asked for; code = Ministerial or group; pledge_id = Pledge; iso3 = Code
-- params: by VARCHAR in (ministerial, regional_group) = 'ministerial'; ministerial VARCHAR = null; as_of DATE = null
-- audience: open
-- from: mart.requirement, mart.pledge, mart.pledge_requirement, mart.ministerial, mart.country
-- note: a pledge stands once under each capability that it answers; none as a Ministerial has the pledges made at no Ministerial; as_of leaves out pledges after that day, withdrawn ones do not count

with
-- include: announced_asks

select
    ask_group,
    code,
    pledge_id,
    iso3
from answered
order by ask_group, code, pledge_id

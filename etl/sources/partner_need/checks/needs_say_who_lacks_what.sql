-- A need without a state or an area can be met by nothing.
select as_of, need_id
from mart.partner_need
where iso3 is null or areas is null or from_day > by_when;

-- An offer without a state, a kind or an area fits nothing, and one that ends before it begins can be had by nobody.
select as_of, offer_id
from mart.partner_offer
where iso3 is null or kind is null or areas is null or from_day > to_day or unit_count < 0;

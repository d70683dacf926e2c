-- title: Announced pledges of a capability
-- list: The pledges announced in public behind a figure, with their own words, the page that prints them and its day
-- unit: one row per pledge
-- grain: one row per pledge of a unit, the newest Ministerial first, then states in UN order
-- columns: capability = Capability; pledge_id = Pledge; iso3 = Code; country_name = Member State; regional_group = UN regional group; mission = Mission;
--   ministerial = Ministerial; occasion = Occasion; quantity = Quantity; unit = Unit of count; status = Status; status_date = Since [day]; sentence = In
--   its own words; origin = Came in as; source_url = Page; dated = Day of the report [day]; file = File; place = Place; is_announced = Announced in public
-- params: as_of DATE = null; capability VARCHAR = null
-- audience: open
-- from: mart.pledge, mart.ministerial, mart.country
-- note: announced is not registered; withdrawn pledges are not listed; as_of leaves out pledges after that day, one without a day counts from its Ministerial

with told as (
    select cast($as_of as date) as as_of
)

select
    found.capability,
    found.pledge_id,
    found.iso3,
    country.name as country_name,
    coalesce(country.regional_group, 'none') as regional_group,
    coalesce(found.mission_code, 'general') as mission,
    coalesce(found.ministerial, 'none') as ministerial,
    found.occasion,
    found.quantity,
    found.unit,
    found.status,
    found.status_date,
    found.sentence,
    found.origin,
    found.source_url,
    found.dated,
    found.file,
    found.place,
    found.is_announced
from mart.pledge as found
cross join told
left join mart.ministerial as meeting on meeting.ministerial = found.ministerial
left join mart.country as country on country.iso3 = found.iso3
where
    found.is_announced
    and found.track = 'unit'
    and found.status <> 'withdrawn'
    and ($capability is null or found.capability = $capability)
    and (told.as_of is null or coalesce(found.dated, meeting.held_from, found.status_date) <= told.as_of)
order by meeting.held_from desc nulls last, country.un_order nulls last, found.pledge_id

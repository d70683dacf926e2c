-- title: Announced pledges of a capability
-- list: The pledges announced in public behind a figure, with what was published of them, the page that prints them and its day
-- unit: one row per pledge
-- grain: one row per pledge of a unit, the newest Ministerial first, then states in UN order
-- columns: capability = Capability; pledge_id = Pledge; iso3 = Code; country_name = Member State; regional_group = UN regional group; mission = Mission;
--   ministerial = Ministerial; occasion = Occasion; quantity = Quantity; unit = Unit of count; status = Status; status_date = Since [day]; sentence = Summary of a public page, or own words; origin = Came in as; source_url = Page; dated = Day of the report [day]; file = File; place = Place; is_announced = Announced in public
-- params: as_of DATE = null; capability VARCHAR = null
-- audience: open
-- from: mart.pledge, mart.ministerial, mart.country
-- note: announced is not registered; withdrawn pledges are not listed; as_of leaves out pledges after that day, one without a day counts from its Ministerial

with parameters as (
    select cast($as_of as date) as as_of
)

select
    pledge.capability,
    pledge.pledge_id,
    pledge.iso3,
    country.name as country_name,
    coalesce(country.regional_group, 'none') as regional_group,
    coalesce(pledge.mission_code, 'general') as mission,
    coalesce(pledge.ministerial, 'none') as ministerial,
    pledge.occasion,
    pledge.quantity,
    pledge.unit,
    pledge.status,
    pledge.status_date,
    pledge.sentence,
    pledge.origin,
    pledge.source_url,
    pledge.dated,
    pledge.file,
    pledge.place,
    pledge.is_announced
from mart.pledge as pledge
cross join parameters
left join mart.ministerial as meeting on meeting.ministerial = pledge.ministerial
left join mart.country as country on country.iso3 = pledge.iso3
where
    pledge.is_announced
    and pledge.track = 'unit'
    and pledge.status <> 'withdrawn'
    and ($capability is null or pledge.capability = $capability)
    and (parameters.as_of is null or coalesce(pledge.dated, meeting.held_from, pledge.status_date) <= parameters.as_of)
order by meeting.held_from desc nulls last, country.un_order nulls last, pledge.pledge_id

-- title: Offers of partners that were announced
-- list: Pledges announced in public to build the capacity of others: who offers what, in which area, and where its words stand
-- unit: one row per offer
-- grain: one row per pledge, in UN order
-- columns: offer_id = Offer; origin = Where it came from; iso3 = Code; kind = Kind; areas = Areas; languages = Languages; place = Place;
--   from_day = From [day]; to_day = Until [day]; unit_count = Serves [count]; people_count = People; through = Through; recipients = For whom;
--   is_recipient_named = Recipient named; in_own_institution = In its own institution; is_self_sustaining = Self-sustaining; is_announced = Announced;
--   pledge_id = Pledge; words = Words of the pledge; status = Status; not_read = Cells not read; told_on = Told on [day]; file_name = File; found_at = Place in
--   the file; source_url = Page
-- params: as_of DATE = null; today DATE = null
-- audience: open
-- from: mart.pledge, mart.pledge_step, mart.step, mart.ministerial, mart.capability, mart.pledge_requirement, mart.requirement, mart.partner_ask, mart.partner_capability, mart.country
-- note: an offer that ends before the day is left out; how many needs an offer serves is as it says, and 1 where it does not; a pledge counts from the newest Ministerial held up to the day, or made after it at none, unless it was withdrawn, implemented or too general to assess; money in a currency is no offer in kind; its area is that of its capability, else of the first ask that it answers, and empty where neither says one, so that it fits no need until a person reads its words; what a pledge says of its recipient is in its words alone: not stated

with parameters as (
    select cast($as_of as date) as as_of, coalesce(cast($today as date), current_date) as today
),

-- include: pledge_then,

-- include: partner_pledge,

offer as (
    select
        'pledge.' || pledge_id as offer_id,
        'pledge' as origin,
        iso3,
        kind,
        areas,
        languages,
        cast(null as varchar) as place,
        cast(null as date) as from_day,
        to_day,
        coalesce(unit_count, 1) as unit_count,
        people_count,
        cast(null as varchar) as through,
        cast(null as varchar) as recipients,
        cast(null as boolean) as is_recipient_named,
        cast(null as boolean) as in_own_institution,
        cast(null as boolean) as is_self_sustaining,
        is_announced,
        pledge_id,
        sentence as words,
        status,
        cast(null as varchar) as not_read,
        told_on,
        file as file_name,
        place as found_at,
        source_url
    from partner_pledge
)

select
    offer.offer_id,
    offer.origin,
    offer.iso3,
    offer.kind,
    offer.areas,
    offer.languages,
    offer.place,
    offer.from_day,
    offer.to_day,
    cast(offer.unit_count as bigint) as unit_count,
    offer.people_count,
    offer.through,
    offer.recipients,
    offer.is_recipient_named,
    offer.in_own_institution,
    offer.is_self_sustaining,
    offer.is_announced,
    offer.pledge_id,
    offer.words,
    offer.status,
    offer.not_read,
    offer.told_on,
    offer.file_name,
    offer.found_at,
    offer.source_url
from offer
cross join parameters
left join mart.country as country on country.iso3 = offer.iso3
where offer.is_announced and (offer.to_day is null or offer.to_day >= parameters.today)
order by country.un_order nulls last, offer.offer_id

-- title: What the guide asks of partners
-- list: Asks of the guide to those who build the capacity of others: needs of the United Nations, for contributors, missions or the African Union
-- unit: one row per ask
-- grain: one row per ask, in the order of the guide
-- columns: need_id = Need; origin = Where it came from; iso3 = Code; unit_id = Unit; mission = Mission; reason = Held back by; kind = Kind; areas = Areas;
--   languages = Languages; place = Place; from_day = Not before [day]; by_when = By when [day]; unit_count = How many; people_count = People; through =
--   Through; capability = Capability; requirement_id = Ask; ask = In words; recipient_kind = For whom; not_read = Cells not read; told_on = Told on [day];
--   file_name = File; found_at = Place in the file
-- params: as_of DATE = null; today DATE = null
-- audience: open
-- from: mart.partner_ask, mart.requirement, mart.country
-- note: an ask whose date is past is left out; kind and area are this project's reading of the ask; the guide is of one edition, so that as_of changes nothing

with parameters as (
    select cast($as_of as date) as as_of, coalesce(cast($today as date), current_date) as today
),

-- include: partner_asked,

need as (
    select
        requirement_id as need_id,
        'guide' as origin,
        cast(null as varchar) as iso3,
        cast(null as varchar) as unit_id,
        cast(null as varchar) as mission,
        cast(null as varchar) as reason,
        kind,
        area as areas,
        languages,
        cast(null as varchar) as place,
        cast(null as date) as from_day,
        due_date as by_when,
        cast(null as integer) as unit_count,
        cast(null as integer) as people_count,
        cast(null as varchar) as through,
        cast(null as varchar) as capability,
        requirement_id,
        ask,
        recipient_kind,
        cast(null as varchar) as not_read,
        cast(null as date) as told_on,
        cast(null as varchar) as file_name,
        cast(null as varchar) as found_at,
        position
    from partner_asked
)

select
    need.need_id,
    need.origin,
    need.iso3,
    need.unit_id,
    need.mission,
    need.reason,
    need.kind,
    need.areas,
    need.languages,
    need.place,
    need.from_day,
    need.by_when,
    need.unit_count,
    need.people_count,
    need.through,
    need.capability,
    need.requirement_id,
    need.ask,
    need.recipient_kind,
    need.not_read,
    need.told_on,
    need.file_name,
    need.found_at
from need
cross join parameters
left join mart.country as country on country.iso3 = need.iso3
where parameters.as_of is null or need.origin = 'guide'
order by country.un_order nulls last, need.origin, need.position nulls last, need.need_id

-- title: Pledges of the ledger under the asks of the guide
-- list: The pledges that answer an ask or a detail of it, with what was published of them, the page that prints them and its day
-- unit: one row per pledge and ask
-- grain: one row per pledge and ask that it answers; the newest Ministerial first, then states in UN order
-- columns: requirement_id = Ask; ask_group = Asked for; pledge_id = Pledge; iso3 = Code; country_name = Member State; regional_group = UN regional group;
--   ministerial = Ministerial; occasion = Occasion; status = Status; status_date = Since [day]; sentence = Summary of a public page, or own words; source_url = Page; dated =
--   Day of the report [day]; quantity = Quantity; unit = Unit of count; is_announced = Announced in public; origin = Came in as; file = File; place =
--   Place
-- params: requirement_id VARCHAR = null; ask_group VARCHAR = null; as_of DATE = null
-- audience: open
-- from: mart.pledge, mart.pledge_requirement, mart.requirement, mart.ministerial, mart.country
-- note: requirement_id chooses an ask with its details, ask_group the asks for one capability as the table of announcements has them; as_of leaves out pledges after that day, one without a day counts from its Ministerial; withdrawn pledges stand here with their status and are counted nowhere; announced is not registered

with asked as (
    select
        ask.requirement_id,
        ask.part_of,
        ask.standing,
        case
            when ask.capability is null and ask.standing = 'detail' then coalesce(ask.part_of, ask.requirement_id)
            when ask.languages = 'fr' then coalesce(ask.capability, ask.requirement_id) || '_fr'
            else coalesce(ask.capability, ask.requirement_id)
        end as ask_group,
        ask.family = 'general_uniformed' or ask.capability in ('c_uas_unit', 'c_uas_set', 'c_uas_officer', 'c_uas_expertise') as is_grouped
    from mart.requirement as ask
    where ask.standing in ('ask', 'detail')
)

select
    asked.requirement_id,
    asked.ask_group,
    pledge.pledge_id,
    pledge.iso3,
    country.name as country_name,
    coalesce(country.regional_group, 'none') as regional_group,
    coalesce(pledge.ministerial, 'none') as ministerial,
    pledge.occasion,
    pledge.status,
    pledge.status_date,
    pledge.sentence,
    pledge.source_url,
    pledge.dated,
    pledge.quantity,
    pledge.unit,
    pledge.is_announced,
    pledge.origin,
    pledge.file,
    pledge.place
from mart.pledge_requirement as answered
join asked on asked.requirement_id = answered.requirement_id
join mart.pledge as pledge on pledge.pledge_id = answered.pledge_id
left join mart.ministerial as meeting on meeting.ministerial = pledge.ministerial
left join mart.country as country on country.iso3 = pledge.iso3
where
    ($requirement_id is null or asked.requirement_id = $requirement_id or (asked.standing = 'detail' and asked.part_of = $requirement_id))
    and ($ask_group is null or (asked.is_grouped and asked.ask_group = $ask_group))
    and (
        cast($as_of as date) is null
        or coalesce(pledge.dated, meeting.held_from, pledge.status_date) <= cast($as_of as date)
    )
order by meeting.held_from desc nulls last, country.un_order nulls last, pledge.pledge_id, asked.requirement_id

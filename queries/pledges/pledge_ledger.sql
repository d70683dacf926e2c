-- title: Pledges, one by one
-- metric: Each pledge of the ledger, announced or confirmed by a person, with its words, what could be read of it, the step it has reached, what it answers and where it stands
-- unit: one row per pledge; quantity in the unit beside it
-- grain: one row per pledge; the newest Ministerial first, then states in UN order, categories in the form's order
-- columns: pledge_id = Pledge; iso3 = Code; ministerial = Ministerial; occasion = Occasion; category = Category; capability = Capability; quantity = Quantity; quantity_max = Up to;
--   unit = Unit of count; currency = Currency; track = Track; status = Status; status_date = Since [day]; status_source = Source of the status;
--   requirement_ids = Answers; flags = Remarks; is_tangible = Tangible; is_announced = Announced in public; sentence = Summary of a public page, or own words; mission_code =
--   Mission; by_when = By when; languages = Languages; condition = Condition; women_percent = Women, %; origin = Came in as; source_url = Page; dated =
--   Day of the report [day]; file = File; place = Place
-- params: ministerial VARCHAR = null; iso3 VARCHAR = null; category VARCHAR = null; regional_group VARCHAR in (african_group, asia_pacific_group, eastern_european_group, grulac, weog) = null; status VARCHAR = null; tangible VARCHAR in (yes, no) = null
-- audience: open, own
-- from: mart.pledge, mart.pledge_requirement, mart.ministerial, mart.country, mart.pledge_category
-- note: quantity_max is the upper end where a range is pledged, of which quantity is the lower and alone is counted; empty means all, and none as a Ministerial means made at no Ministerial; announced is not registered, and a public report is never a registration; the status is the last dated step, beside which a Rapid Deployment Level nomination is a mark and no step; requirement_ids are the asks that it answers, the likeliest first; is_announced is false for what a form promised and nobody announced: only a restricted snapshot holds those; the public list is partial: it holds what was found printed in public

with answered as (
    select pledge_id, string_agg(requirement_id, ';' order by position) as requirement_ids
    from mart.pledge_requirement
    group by pledge_id
)

select
    pledge.pledge_id,
    pledge.iso3,
    pledge.ministerial,
    pledge.occasion,
    pledge.category,
    pledge.capability,
    pledge.quantity,
    pledge.quantity_max,
    pledge.unit,
    pledge.currency,
    pledge.track,
    pledge.status,
    pledge.status_date,
    pledge.status_source,
    answered.requirement_ids,
    pledge.flags,
    pledge.is_tangible,
    pledge.is_announced,
    pledge.sentence,
    pledge.mission_code,
    pledge.by_when,
    pledge.languages,
    pledge.condition,
    pledge.women_percent,
    pledge.origin,
    pledge.source_url,
    pledge.dated,
    pledge.file,
    pledge.place
from mart.pledge as pledge
left join answered on answered.pledge_id = pledge.pledge_id
left join mart.ministerial as meeting on meeting.ministerial = pledge.ministerial
left join mart.country as country on country.iso3 = pledge.iso3
left join mart.pledge_category as category on category.category = pledge.category
where
    ($ministerial is null or pledge.ministerial = $ministerial or ($ministerial = 'none' and pledge.ministerial is null))
    and ($iso3 is null or pledge.iso3 = $iso3)
    and ($category is null or pledge.category = $category)
    and ($regional_group is null or country.regional_group = $regional_group or country.regional_group_second = $regional_group)
    and ($status is null or pledge.status = $status)
    and ($tangible is null or pledge.is_tangible = ($tangible = 'yes'))
order by meeting.held_from desc nulls last, country.un_order nulls last, category.position, pledge.pledge_id

-- title: Training pledged, by state
-- metric: Pledges of the ledger on a subject of training, each under the state that made it, with what was published of it
-- unit: one row per pledge and subject
-- grain: one row per subject, state and pledge; states in UN order
-- columns: capability = Capability; iso3 = Code; pledge_id = Pledge; ministerial = Ministerial; occasion = Occasion; sentence = Summary of a public page, or own words; quantity =
--   Quantity; unit = Unit of count; by_when = By when; status = Status; status_date = Since [day]; is_own_subject = The pledge's own subject; is_announced
--   = Announced in public; source_url = Page
-- params: capability VARCHAR = null
-- audience: open
-- from: mart.pledge, mart.pledge_requirement, mart.requirement, mart.capability, mart.country
-- note: a pledge is on a subject if its own capability is, or if an ask that it answers is; it may host, teach, pay or equip, and only its words say which; announced does not say that a course took place; a withdrawn pledge is listed, with that status; empty means all subjects

with subject as (
    select capability, position
    from mart.capability
    where component = 'training' and ($capability is null or capability = $capability)
),

linked as (
    select pledge.pledge_id, subject.capability, 1 as is_own
    from mart.pledge as pledge
    join subject on subject.capability = pledge.capability
    union all
    select answered.pledge_id, subject.capability, 0 as is_own
    from mart.pledge_requirement as answered
    join mart.requirement as requirement on requirement.requirement_id = answered.requirement_id
    join subject on subject.capability = requirement.capability
    where requirement.kind in ('training', 'host_event', 'personnel', 'translation')
),

hosting as (
    select pledge_id, capability, max(is_own) as is_own
    from linked
    group by pledge_id, capability
)

select
    hosting.capability,
    pledge.iso3,
    pledge.pledge_id,
    pledge.ministerial,
    pledge.occasion,
    pledge.sentence,
    pledge.quantity,
    pledge.unit,
    pledge.by_when,
    pledge.status,
    pledge.status_date,
    hosting.is_own = 1 as is_own_subject,
    pledge.is_announced,
    pledge.source_url
from hosting
join mart.pledge as pledge on pledge.pledge_id = hosting.pledge_id
join subject on subject.capability = hosting.capability
left join mart.country as country on country.iso3 = pledge.iso3
order by subject.position, country.un_order nulls last, pledge.pledge_id

-- Every code of a pledge is one of the reference files, and every pledge is there once.
select pledge.pledge_id, pledge.iso3, pledge.category, pledge.capability, pledge.status
from mart.pledge as pledge
left join mart.country as country on country.iso3 = pledge.iso3 and country.is_member_state
left join mart.pledge_category as category on category.category = pledge.category
left join mart.capability as capability on capability.capability = pledge.capability
left join mart.step as step on step.track = pledge.track and step.status = pledge.status
where
    country.iso3 is null
    or category.category is null
    or (pledge.capability is not null and capability.capability is null)
    or (pledge.status <> 'confirmed' and step.status is null)

union all

select pledge_id, min(iso3), min(category), min(capability), min(status)
from mart.pledge
group by pledge_id
having count(*) > 1

union all

select answer.pledge_id, null, answer.requirement_id, null, null
from mart.pledge_requirement as answer
left join mart.requirement as requirement on requirement.requirement_id = answer.requirement_id
where requirement.requirement_id is null;

-- title: Units behind a figure of capability
-- list: The units of the latest roster on the day, each with its level, whether it is available and, if not, why; and what it waits for where it is not deployed: a renewal where it is stale, an assessment visit at Level 1, an accurate load list or equipment that matches the requirements of its kind at Level 2, not reported or not read where its level or its load list is
-- unit: one row per unit
-- grain: one row per unit, by capability and unit
-- columns: unit_id = Unit; iso3 = Code; country_name = Member State; regional_group = UN regional group; capability = Capability; capability_name = Capability,
--   in words; component = Component; strength_count = People in the unit [count]; women_count = Women [count]; level = Level; status = Status; renewal =
--   Renewal; why_not = Not available because; is_available = Is available; bottleneck = Waits for; ready_days = Ready within days; renew_by = Renewal
--   holds until [day]; visit_date = Visit [day]; visit_result = Result of the visit; has_load_list = Accurate load list; available_from = Available from
--   [day]; available_to = Available until [day]; condition = Condition; condition_state = State of the condition; is_smart = Rotation of slots; languages
--   = Languages; equipment = Equipment; mission_specific = Pledged for; deployed_mission = Mission served; requirement_line = Line served; date_accepted =
--   Accepted [day]; last_renewed = Renewed [day]; ministerial_pledge_id = Pledge of the ledger; load_list = Load list; invited_on = Invited
--   [day]; invitation_accepted_on = Invitation accepted [day]; ready_by = Ready by [day]; visit_planned_on = Visit planned [day]; predeployment_visit_on =
--   Pre-deployment visit [day]; mou_state = MOU; arrives_on = Arrives [day]; caveats = Caveats; not_read = Cells not read; export_on = Export of [day]; file_name = File; place =
--   Place
-- params: as_of DATE = null; today DATE = null; capability VARCHAR = null; without_units VARCHAR = null; without_states VARCHAR = null; without_missions VARCHAR = null
-- audience: restricted, own
-- from: mart.roster_unit, mart.roster_slot, mart.roster_equipment, mart.renewal_rule, mart.readiness_level, mart.country, mart.capability, meta.file
-- note: for a set against drones, the units of any kind that carry one; renew_by is the last day on which the acceptance or renewal holds; the equipment is as the export lists it: a tag and, after a colon, how many; the sheet and the place in it are where the export has the unit; nothing here is a selection, which is the Secretariat's judgement; withdrawn units are not listed; a cell that could not be read is named by its column in not_read and keeps the unit out of what that cell decides alone; ready_by is the day of the invitation, or for Level 2 and 3 of its acceptance, and the days of the level; units that a question takes out are not listed

with parameters as (
    select cast($as_of as date) as as_of, coalesce(cast($today as date), current_date) as today
),

-- include: unit_status,

-- include: placed_unit,

-- include: supposed_unit,

-- include: unit_bottleneck,

gear as (
    select
        carried.unit_id,
        string_agg(
            carried.tag || case when carried.item_count is null then '' else ':' || cast(carried.item_count as varchar) end,
            ';' order by carried.tag
        ) as equipment,
        max(case when carried.tag = 'c_uas' and coalesce(carried.item_count, 1) > 0 then 1 else 0 end) as has_c_uas
    from mart.roster_equipment as carried
    join export on export.export_on = carried.export_on
    group by carried.unit_id
)

select
    unit_status.unit_id,
    unit_status.provider_iso3 as iso3,
    country.name as country_name,
    coalesce(country.regional_group, 'none') as regional_group,
    unit_status.capability,
    capability.name as capability_name,
    unit_status.component,
    unit_status.strength_count,
    unit_status.women_count,
    unit_status.level,
    unit_status.status,
    unit_status.renewal,
    unit_status.why_not,
    unit_status.why_not is null as is_available,
    case
        when unit_status.status = 'deployed' then null
        when unit_status.renewal = 'stale' then 'renewal'
        else unit_bottleneck.bottleneck
    end as bottleneck,
    unit_status.ready_days,
    unit_status.renew_by,
    unit_status.visit_date,
    unit_status.visit_result,
    unit_status.has_load_list,
    unit_status.available_from,
    unit_status.available_to,
    unit_status.condition,
    unit_status.condition_state,
    unit_status.is_smart,
    unit_status.languages,
    gear.equipment,
    case when position(';mission_specific;' in unit_status.unread) > 0 then 'not_read' else unit_status.mission_specific end as mission_specific,
    unit_status.deployed_mission,
    unit_status.requirement_line,
    unit_status.date_accepted,
    unit_status.last_renewed,
    unit_status.ministerial_pledge_id,
    unit_status.load_list,
    unit_status.invited_on,
    unit_status.invitation_accepted_on,
    unit_status.ready_by,
    unit_status.visit_planned_on,
    unit_status.predeployment_visit_on,
    unit_status.mou_state,
    unit_status.arrives_on,
    unit_status.caveats,
    unit_status.not_read,
    unit_status.export_on,
    file.name as file_name,
    unit_status.place
from unit_status
join unit_bottleneck on unit_bottleneck.unit_id = unit_status.unit_id and unit_bottleneck.export_on = unit_status.export_on
left join gear on gear.unit_id = unit_status.unit_id
left join mart.country as country on country.iso3 = unit_status.provider_iso3
left join mart.capability as capability on capability.capability = unit_status.capability
left join meta.file as file on file.file_id = unit_status.file_id
join supposed_unit on supposed_unit.unit_id = unit_status.unit_id and supposed_unit.taken_out is null
where
    $capability is null
    or unit_status.capability = $capability
    or ($capability = 'c_uas_set' and gear.has_c_uas = 1)
order by capability.position nulls last, country.un_order nulls last, unit_status.unit_id

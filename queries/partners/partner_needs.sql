-- title: Needs that partners could meet
-- list: What is needed: by the sheets of states, by units that the newest roster or the returns of the month show held back, and by the guide's asks to those who build capacity
-- unit: one row per need
-- grain: one row per need, in UN order; the needs of the United Nations, which have no state, last
-- columns: need_id = Need; origin = Where it came from; iso3 = Code; unit_id = Unit; mission = Mission; reason = Held back by; kind = Kind; areas = Areas;
--   languages = Languages; place = Place; from_day = Not before [day]; by_when = By when [day]; unit_count = How many; people_count = People; through =
--   Through; capability = Capability; requirement_id = Ask; ask = In words; recipient_kind = For whom; not_read = Cells not read; told_on = Told on [day];
--   file_name = File; found_at = Place in the file
-- params: as_of DATE = null; today DATE = null; mission VARCHAR = null; units VARCHAR in (battalions_companies, with_support) = 'battalions_companies'
-- audience: restricted, own
-- from: mart.partner_need, mart.roster_unit, mart.roster_slot, mart.readiness_level, mart.renewal_rule, mart.mission_line, mart.unit_return, mart.mission, mart.platoon_scope, mart.requirement, mart.partner_ask, mart.partner_capability, mart.country, meta.file
-- note: of sheets the newest day of each state holds; of a roster the newest export, of returns those of the month of the newest one; a unit is held back by: visit (Level 1, without an assessment visit), load_list (Level 2, no accurate load list), equipment (Level 2, with one), language (available, and every line of its capability asks for one language, which its own are not), platoon (infantry in a mission that protects civilians, whose return says that there is none), ied (its return says that it had no IED awareness before it deployed), french (police of which fewer speak French than the guide asks for, where the mission works in another language than English); a deployed unit and a stale one, which waits for its renewal first, are none of these; what is not reported is no need; mission narrows the returns; what partners could do for a unit is no word on its state, and nobody asked for it: a person does

with parameters as (
    select cast($as_of as date) as as_of, coalesce(cast($today as date), current_date) as today
),

-- include: unit_status,

-- include: unit_bottleneck,

-- include: unit_now,

-- include: platoon_return,

-- include: platoon_status,

-- include: partner_asked,

line_edition as (
    select max(line.edition_date) as edition_date
    from mart.mission_line as line
    cross join parameters
    where parameters.as_of is null or line.edition_date <= parameters.as_of
),

asked_language as (
    select line.capability, min(line.languages) as languages
    from mart.mission_line as line
    join line_edition on line_edition.edition_date = line.edition_date
    where coalesce(line.quantity, 1) > 0
    group by line.capability
    having count(*) = count(line.languages) and count(distinct line.languages) = 1 and max(length(line.languages)) = 2
),

waiting as (
    select
        unit_status.*,
        case
            when unit_bottleneck.bottleneck in ('visit', 'load_list', 'equipment') then unit_bottleneck.bottleneck
            when unit_status.why_not is null and unit_status.languages is not null and position(asked_language.languages in unit_status.languages) = 0 then 'language'
        end as reason,
        asked_language.languages as asked_languages
    from unit_status
    left join unit_bottleneck on unit_bottleneck.unit_id = unit_status.unit_id and unit_bottleneck.export_on = unit_status.export_on
    left join asked_language on asked_language.capability = unit_status.capability
    where coalesce(unit_status.status, '') <> 'deployed' and unit_status.renewal <> 'stale'
),

held_unit as (
    select
        waiting.reason,
        waiting.unit_id,
        regexp_replace(waiting.unit_id, '[^A-Za-z0-9._-]', '_', 'g') as code,
        waiting.provider_iso3 as iso3,
        waiting.deployed_mission as mission,
        waiting.capability,
        case waiting.reason when 'equipment' then 'equipment' when 'visit' then 'training_course' when 'language' then 'training_course' end as kind,
        case waiting.reason
            when 'visit' then 'visit_preparation'
            when 'load_list' then 'logistics_equipment'
            when 'language' then 'language'
            else coalesce(area.area, 'logistics_equipment')
        end as areas,
        case waiting.reason when 'language' then waiting.asked_languages else waiting.languages end as languages,
        case waiting.reason
            when 'visit' then case when waiting.visit_planned_on >= waiting.today then waiting.visit_planned_on end
            when 'language' then cast(null as date)
            else coalesce(
                case when waiting.predeployment_visit_on >= waiting.today then waiting.predeployment_visit_on end,
                case when waiting.arrives_on >= waiting.today then waiting.arrives_on end
            )
        end as by_when,
        waiting.export_on as told_on,
        waiting.file_id,
        waiting.place as found_at
    from waiting
    left join mart.partner_capability as area on area.capability = waiting.capability
    where waiting.reason is not null
),

french_share as (
    select share_percent from mart.requirement where requirement_id = 'UNI-POL-01'
),

lacking as (
    select 'platoon' as reason, platoon_status.mission, platoon_status.unit_id, 'engagement_platoon' as areas, cast(null as varchar) as languages
    from platoon_status
    where platoon_status.status = 'absent'
    union all
    select 'ied', unit_now.mission, unit_now.unit_id, 'counter_ied', cast(null as varchar)
    from unit_now
    where unit_now.is_current and not unit_now.ied_awareness
    union all
    select 'french', unit_now.mission, unit_now.unit_id, 'language', 'fr'
    from unit_now
    cross join french_share
    where
        unit_now.is_current
        and unit_now.component = 'police'
        and unit_now.working_language <> 'English'
        and unit_now.strength_count > 0
        and 100 * unit_now.french_speakers < french_share.share_percent * unit_now.strength_count
),

held_slot as (
    select
        lacking.reason,
        lacking.mission,
        lacking.unit_id,
        lacking.mission || '.' || regexp_replace(lacking.unit_id, '[^A-Za-z0-9._-]', '_', 'g') as code,
        unit_now.iso3,
        unit_now.unit_type as capability,
        lacking.areas,
        lacking.languages,
        case when unit_now.rotates_out >= parameters.today then unit_now.rotates_out end as by_when,
        unit_now.as_of as told_on,
        unit_now.file_id,
        case when unit_now.sheet is null then 'line ' || unit_now.line else unit_now.sheet || ', row ' || unit_now.line end as found_at
    from lacking
    join unit_now on unit_now.mission = lacking.mission and unit_now.unit_id = lacking.unit_id
    cross join parameters
),

told as (
    select sheet.iso3, max(sheet.as_of) as as_of
    from mart.partner_need as sheet
    cross join parameters
    where parameters.as_of is null or sheet.as_of <= parameters.as_of
    group by sheet.iso3
),

need as (
    select
        sheet.need_id,
        'sheet' as origin,
        sheet.iso3,
        sheet.unit_id,
        cast(null as varchar) as mission,
        cast(null as varchar) as reason,
        sheet.kind,
        sheet.areas,
        sheet.languages,
        sheet.place,
        sheet.from_day,
        sheet.by_when,
        sheet.unit_count,
        sheet.people_count,
        sheet.through,
        cast(null as varchar) as capability,
        cast(null as varchar) as requirement_id,
        cast(null as varchar) as ask,
        cast(null as varchar) as recipient_kind,
        sheet.not_read,
        sheet.as_of as told_on,
        file.name as file_name,
        case when sheet.sheet is null then 'line ' || sheet.line else sheet.sheet || ', row ' || sheet.line end as found_at,
        cast(null as integer) as position
    from mart.partner_need as sheet
    join told on told.iso3 = sheet.iso3 and told.as_of = sheet.as_of
    left join meta.file as file on file.file_id = sheet.file_id
    union all
    select
        held_unit.reason || '.' || held_unit.code as need_id,
        'roster' as origin,
        held_unit.iso3,
        held_unit.unit_id,
        held_unit.mission,
        held_unit.reason,
        held_unit.kind,
        held_unit.areas,
        held_unit.languages,
        cast(null as varchar) as place,
        cast(null as date) as from_day,
        held_unit.by_when,
        cast(null as integer) as unit_count,
        cast(null as integer) as people_count,
        cast(null as varchar) as through,
        held_unit.capability,
        cast(null as varchar) as requirement_id,
        cast(null as varchar) as ask,
        cast(null as varchar) as recipient_kind,
        cast(null as varchar) as not_read,
        held_unit.told_on,
        file.name as file_name,
        held_unit.found_at,
        cast(null as integer) as position
    from held_unit
    left join meta.file as file on file.file_id = held_unit.file_id
    union all
    select
        held_slot.reason || '.' || held_slot.code as need_id,
        'return' as origin,
        held_slot.iso3,
        held_slot.unit_id,
        held_slot.mission,
        held_slot.reason,
        'training_course' as kind,
        held_slot.areas,
        held_slot.languages,
        cast(null as varchar) as place,
        cast(null as date) as from_day,
        held_slot.by_when,
        cast(null as integer) as unit_count,
        cast(null as integer) as people_count,
        cast(null as varchar) as through,
        held_slot.capability,
        cast(null as varchar) as requirement_id,
        cast(null as varchar) as ask,
        cast(null as varchar) as recipient_kind,
        cast(null as varchar) as not_read,
        held_slot.told_on,
        file.name as file_name,
        held_slot.found_at,
        cast(null as integer) as position
    from held_slot
    left join meta.file as file on file.file_id = held_slot.file_id
    union all
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
left join mart.country as country on country.iso3 = need.iso3
order by country.un_order nulls last, need.origin, need.position nulls last, need.need_id

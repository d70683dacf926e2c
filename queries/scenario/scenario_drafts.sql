-- title: What modules of a mission ask for, our drafts
-- list: The lines of the modules chosen, of our own drafts, each with the reason for it: capability, number, persons, officers by profile, languages, equipment, share of women and the day by which, counted from the start
-- unit: as the capability is counted; persons; days
-- grain: one row per line, in the order of the drafts
-- columns: model = Model; model_name = Model, in words; module = Module; module_name = Module, in words; line = Line; position = Order; capability = Capability;
--   capability_name = Capability, in words; unit_of_quantity = Counted in; has_levels = Has levels in the PCRS; required = Required [count];
--   person_count = Persons [count]; profile = Profile of officers; profile_name = Profile, in words; languages = Languages; equipment_tags = Equipment; women_percent = Women, %; by_day = By
--   day; drawn_from = Reason; standing = Standing; source = Source
-- params: model VARCHAR = null; scale INTEGER = 100; languages VARCHAR = null
-- audience: open
-- from: mart.scenario_draft, mart.capability, mart.officer_profile
-- note: model holds codes of modules with ; between them, none means all; scale is per cent, numbers are rounded up; ours, to be replaced: no plan of the United Nations, and none of the models of the study that the guide names

with module_line as (
    select
        cast(null as varchar) as model,
        cast(null as varchar) as model_name,
        module,
        module_name,
        line_id as line,
        position,
        capability,
        quantity,
        person_count,
        profile,
        languages,
        equipment_tags,
        women_percent,
        by_day,
        reason as drawn_from,
        standing,
        source
    from mart.scenario_draft
),

-- include: scenario_scaled

select
    model,
    model_name,
    module,
    module_name,
    line,
    position,
    capability,
    capability_name,
    unit_of_quantity,
    has_levels,
    required,
    person_count,
    profile,
    profile_name,
    languages,
    equipment_tags,
    women_percent,
    by_day,
    drawn_from,
    standing,
    source
from scaled
order by position

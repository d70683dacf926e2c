-- title: What mission models of planners ask for
-- list: The lines of the models and modules chosen, of those that planners loaded, each model as of its newest day
-- unit: as the capability is counted; persons; days
-- grain: one row per line, by model and in the order of its file
-- columns: model = Model; model_name = Model, in words; module = Module; module_name = Module, in words; line = Line; position = Order; capability = Capability;
--   capability_name = Capability, in words; unit_of_quantity = Counted in; has_levels = Has levels in the PCRS; required = Required [count];
--   person_count = Persons [count]; profile = Profile of officers; profile_name = Profile, in words; languages = Languages; equipment_tags = Equipment; women_percent = Women, %; by_day = By
--   day; drawn_from = Reason; standing = Standing; source = Source
-- params: model VARCHAR = null; scale INTEGER = 100; languages VARCHAR = null; as_of DATE = null
-- audience: restricted
-- from: mart.scenario_module, mart.capability, mart.officer_profile, meta.file
-- note: model holds codes of models or modules with ; between them, none means all; scale is per cent, numbers are rounded up; as_of leaves out models of a later day

with newest as (
    select model, max(as_of) as as_of
    from mart.scenario_module
    where cast($as_of as date) is null or as_of <= cast($as_of as date)
    group by model
),

module_line as (
    select
        entry.model,
        entry.model_name,
        entry.module,
        entry.module_name,
        entry.model_name || ' ' || entry.line_id as line,
        entry.line as position,
        entry.capability,
        cast(entry.quantity as bigint) as quantity,
        cast(entry.person_count as bigint) as person_count,
        entry.profile,
        entry.languages,
        entry.equipment_tags,
        entry.women_percent,
        entry.by_day,
        entry.drawn_from,
        'loaded' as standing,
        file.name || ', ' || case when entry.sheet is null then '' else entry.sheet || '!' end || cast(entry.line as varchar) as source
    from mart.scenario_module as entry
    join newest on newest.model = entry.model and newest.as_of = entry.as_of
    left join meta.file as file on file.file_id = entry.file_id
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
order by model, position

-- Mission models of planners, line by line: restricted, for a plan may not have been announced.
create table mart.scenario_module as
select
    as_of,
    model,
    model_name,
    module,
    module_name,
    line_id,
    capability,
    quantity,
    person_count,
    profile,
    languages,
    equipment_tags,
    women_percent,
    by_day,
    drawn_from,
    file_id,
    line,
    sheet,
    reason
from temp.stg_scenario_module;

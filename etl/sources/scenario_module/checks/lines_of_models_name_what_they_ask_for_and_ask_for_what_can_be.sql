-- A blank quantity is not stated; what is stated is no less than nothing, and a share is 0 to 100.
select as_of, model, line_id, capability, quantity, person_count, women_percent, by_day
from mart.scenario_module
where
    model is null
    or module is null
    or capability is null
    or quantity < 0
    or person_count < 0
    or by_day < 0
    or women_percent not between 0 and 100;

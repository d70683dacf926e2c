-- A blank quantity is not stated; what is stated is no less than nothing, and a share is 0 to 100.
select edition_date, line_id, mission, capability, quantity, readiness_days, women_percent
from mart.mission_line
where
    mission is null
    or capability is null
    or quantity < 0
    or readiness_days < 0
    or women_percent not between 0 and 100;

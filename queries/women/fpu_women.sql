-- title: Women in formed police units against one platoon
-- metric: Women of a formed police unit against the size of one platoon of that same unit. Where the size is not reported and there are at least 20 women, the unit stands within the range that the guide prints (approximately 20 to 50); with fewer it stands below that range
-- unit: people
-- grain: one row per formed police unit that has ever sent a return, and whose slot is not empty
-- columns: unit_id = Unit; iso3 = Code; mission = Mission; women_count = Women [count]; strength_count = People in the unit [count]; fpu_platoon_size = People in
--   one platoon of the unit; status = Status; more_women_needed = More women to reach one platoon, or the printed range [count]; women_command = Women in command;
--   women_operations = Women in operations; women_support = Women in support; has_all_functions = Women in all three functions; ied_awareness = Trained on explosive devices
--   before deployment; rotated_in = Came on [day]; rotates_out = Leaves on [day]; reported_on = Last return [day]; report_age_days = Its age in days;
--   last_status = State in the last return; last_women_count = Women, last return [count]; as_of = As of [day]; printed_from = From how many on the guide
--   prints; file_name = File; place = Place
-- params: as_of DATE = null; mission VARCHAR = null
-- audience: restricted, own
-- from: mart.unit_return, mart.mission, mart.requirement, mart.country, meta.file
-- note: status: meets, below, within_range, below_range, not_reported (no return in the month of the day, or none that says how many women); all functions: women in command, in operations and in support, empty where any of the three is not reported; a status is never carried forward: what the last return said stands beside it with its day and age

with
-- include: unit_now,

rule as (
    select quantity as range_from, quantity_max as range_to from mart.requirement where requirement_id = 'UNI-POL-10'
),

police_unit as (
    select
        unit.*,
        rule.range_from,
        case
            when unit.women_count is null then 'not_reported'
            when unit.fpu_platoon_size > 0 and unit.women_count >= unit.fpu_platoon_size then 'meets'
            when unit.fpu_platoon_size > 0 then 'below'
            when unit.women_count >= rule.range_from then 'within_range'
            else 'below_range'
        end as reported_status,
        case
            when unit.women_count is null then null
            when unit.fpu_platoon_size > 0 then greatest(0, unit.fpu_platoon_size - unit.women_count)
            else greatest(0, rule.range_from - unit.women_count)
        end as more_women_needed
    from unit_now as unit
    cross join rule
    where unit.unit_type = 'formed_police_unit'
)

select
    police_unit.unit_id,
    police_unit.iso3,
    police_unit.mission,
    case when police_unit.is_current then police_unit.women_count end as women_count,
    case when police_unit.is_current then police_unit.strength_count end as strength_count,
    case when police_unit.is_current then police_unit.fpu_platoon_size end as fpu_platoon_size,
    case when police_unit.is_current then police_unit.reported_status else 'not_reported' end as status,
    case when police_unit.is_current then cast(police_unit.more_women_needed as integer) end as more_women_needed,
    case when police_unit.is_current then police_unit.women_command end as women_command,
    case when police_unit.is_current then police_unit.women_operations end as women_operations,
    case when police_unit.is_current then police_unit.women_support end as women_support,
    case when police_unit.is_current then police_unit.women_command > 0 and police_unit.women_operations > 0 and police_unit.women_support > 0 end as has_all_functions,
    case when police_unit.is_current then police_unit.ied_awareness end as ied_awareness,
    police_unit.rotated_in,
    police_unit.rotates_out,
    police_unit.as_of as reported_on,
    cast(police_unit.asked_on - police_unit.as_of as integer) as report_age_days,
    police_unit.reported_status as last_status,
    police_unit.women_count as last_women_count,
    police_unit.asked_on as as_of,
    police_unit.range_from as printed_from,
    file.name as file_name,
    case when police_unit.sheet is null then 'line ' || police_unit.line else police_unit.sheet || ', row ' || police_unit.line end as place
from police_unit
left join mart.country as country on country.iso3 = police_unit.iso3
left join meta.file as file on file.file_id = police_unit.file_id
order by police_unit.mission, country.un_order, police_unit.unit_id

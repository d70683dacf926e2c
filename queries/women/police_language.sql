-- title: French in police units
-- metric: French speakers / people of a police unit, against the half that the guide asks for where the mission's working language is not English
-- unit: people; fraction 0 to 1, empty under 10 people
-- grain: one row per police unit whose mission works in another language than English, or in one that is not sourced
-- columns: unit_id = Unit; iso3 = Code; mission = Mission; unit_type = Kind of unit; french_speakers = French speakers; strength_count = People in the unit
--   [count]; french_fraction = Share of French speakers [percent]; status = Status; more_speakers_needed = More French speakers; interpreters =
--   Interpreters; working_language = Working language; language_source = Source of the language; rotates_out = Leaves on [day]; reported_on = Last return
--   [day]; report_age_days = Its age in days; last_status = State in the last return; as_of = As of [day]; file_name = File; place = Place
-- params: as_of DATE = null; mission VARCHAR = null
-- audience: restricted
-- from: mart.unit_return, mart.mission, mart.requirement, mart.country, meta.file
-- note: status: meets, below, not_reported (no return in the month of the day, or none that says how many), undetermined (the working language is not sourced: whether the rule applies is not known); never carried forward: what the last return said stands beside it with its day

with
-- include: unit_now,

rule as (
    select share_percent from mart.requirement where requirement_id = 'UNI-POL-01'
),

asked_unit as (
    select unit.*, rule.share_percent
    from unit_now as unit
    cross join rule
    where unit.component = 'police' and coalesce(unit.working_language, 'unsourced') <> 'English'
),

-- include: parity_arithmetic (counted as asked_unit, measured as speaking_unit, women_count as french_speakers, people_count as strength_count, goal_percent as share_percent),

police_unit as (
    select
        speaking_unit.*,
        case
            when working_language is null then 'undetermined'
            when french_speakers is null or coalesce(strength_count, 0) = 0 then 'not_reported'
            when more_women_by_replacement = 0 then 'meets'
            else 'below'
        end as reported_status,
        more_women_by_replacement as more_speakers_needed
    from speaking_unit
)

select
    police_unit.unit_id,
    police_unit.iso3,
    police_unit.mission,
    police_unit.unit_type,
    case when police_unit.is_current then police_unit.french_speakers end as french_speakers,
    case when police_unit.is_current then police_unit.strength_count end as strength_count,
    case when police_unit.is_current and police_unit.strength_count >= 10 then police_unit.french_speakers / cast(police_unit.strength_count as double) end as french_fraction,
    case when police_unit.reported_status = 'undetermined' then 'undetermined' when police_unit.is_current then police_unit.reported_status else 'not_reported' end as status,
    case when police_unit.is_current then cast(police_unit.more_speakers_needed as integer) end as more_speakers_needed,
    case when police_unit.is_current then police_unit.interpreters end as interpreters,
    police_unit.working_language,
    police_unit.language_source,
    police_unit.rotates_out,
    police_unit.as_of as reported_on,
    cast(police_unit.asked_on - police_unit.as_of as integer) as report_age_days,
    police_unit.reported_status as last_status,
    police_unit.asked_on as as_of,
    file.name as file_name,
    case when police_unit.sheet is null then 'line ' || police_unit.line else police_unit.sheet || ', row ' || police_unit.line end as place
from police_unit
left join mart.country as country on country.iso3 = police_unit.iso3
left join meta.file as file on file.file_id = police_unit.file_id
order by police_unit.mission, country.un_order, police_unit.unit_id

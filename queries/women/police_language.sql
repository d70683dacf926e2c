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

judged as (
    select
        unit.*,
        case
            when unit.working_language is null then 'undetermined'
            when unit.french_speakers is null or coalesce(unit.strength_count, 0) = 0 then 'not_reported'
            when unit.french_speakers * 100 >= rule.share_percent * unit.strength_count then 'meets'
            else 'below'
        end as told_status,
        case
            when unit.french_speakers is null or unit.strength_count is null then null
            else greatest(0, (rule.share_percent * unit.strength_count + 99) // 100 - unit.french_speakers)
        end as told_needed
    from unit_now as unit
    cross join rule
    where unit.component = 'police' and coalesce(unit.working_language, 'unsourced') <> 'English'
)

select
    judged.unit_id,
    judged.iso3,
    judged.mission,
    judged.unit_type,
    case when judged.is_current then judged.french_speakers end as french_speakers,
    case when judged.is_current then judged.strength_count end as strength_count,
    case when judged.is_current and judged.strength_count >= 10 then judged.french_speakers / cast(judged.strength_count as double) end as french_fraction,
    case when judged.told_status = 'undetermined' then 'undetermined' when judged.is_current then judged.told_status else 'not_reported' end as status,
    case when judged.is_current then cast(judged.told_needed as integer) end as more_speakers_needed,
    case when judged.is_current then judged.interpreters end as interpreters,
    judged.working_language,
    judged.language_source,
    judged.rotates_out,
    judged.as_of as reported_on,
    cast(judged.asked_on - judged.as_of as integer) as report_age_days,
    judged.told_status as last_status,
    judged.asked_on as as_of,
    file.name as file_name,
    case when judged.sheet is null then 'line ' || judged.line else judged.sheet || ', row ' || judged.line end as place
from judged
left join mart.country as country on country.iso3 = judged.iso3
left join meta.file as file on file.file_id = judged.file_id
order by judged.mission, country.un_order, judged.unit_id

-- The engagement platoon of each unit that must have one: by `unit_now`, where the mission's mandate to protect civilians is not known
-- to be absent, of the kinds that count ($units takes in those by switch). told_status is what the return says, status what holds for
-- the month asked for; platoon_told holds the same of every return up to the day.
rule as (
    select share_percent from mart.requirement where requirement_id = 'WPS-ENP-01'
),

-- What each return up to the day says.
platoon_told as (
    select
        entry.mission,
        entry.unit_id,
        entry.as_of,
        entry.platoon_women,
        entry.platoon_strength,
        case
            when not entry.has_platoon then 'absent'
            when entry.has_platoon is null then 'not_reported'
            when entry.platoon_women is null or coalesce(entry.platoon_strength, 0) = 0 then 'share_not_reported'
            when entry.platoon_women * 100 >= rule.share_percent * entry.platoon_strength then 'meets'
            else 'below'
        end as told_status,
        case
            when entry.platoon_women is null or coalesce(entry.platoon_strength, 0) = 0 then null
            when entry.platoon_women * 100 >= rule.share_percent * entry.platoon_strength then 0
            else cast((rule.share_percent * entry.platoon_strength + 99) // 100 - entry.platoon_women as integer)
        end as told_needed
    from mart.unit_return as entry
    join month on entry.as_of <= month.as_of
    cross join rule
),

platoon as (
    select unit.*, scope.counts, told.told_status, told.told_needed
    from unit_now as unit
    join platoon_told as told on told.mission = unit.mission and told.unit_id = unit.unit_id and told.as_of = unit.as_of
    join mart.platoon_scope as scope on scope.unit_type = unit.unit_type
    where
        (scope.counts = 'always' or $units = 'with_support')
        and coalesce(unit.poc_mandate, 'unsourced') <> 'no'
),

judged as (
    select
        platoon.*,
        case
            when poc_mandate is null then 'undetermined'
            when not is_current then 'not_reported'
            else told_status
        end as status
    from platoon
)

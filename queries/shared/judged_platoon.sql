-- The engagement platoon of each unit that must have one: by `unit_now`, where the mission's mandate to protect civilians is not known
-- to be absent, of the kinds that count ($units takes in those by switch). told_status is what the return says, status what holds for
-- the month asked for.
rule as (
    select share_percent from mart.requirement where requirement_id = 'WPS-ENP-01'
),

platoon as (
    select
        unit.*,
        scope.counts,
        case
            when not unit.has_platoon then 'absent'
            when unit.has_platoon is null then 'not_reported'
            when unit.platoon_women is null or coalesce(unit.platoon_strength, 0) = 0 then 'share_not_reported'
            when unit.platoon_women * 100 >= rule.share_percent * unit.platoon_strength then 'meets'
            else 'below'
        end as told_status,
        case
            when unit.platoon_women is null or coalesce(unit.platoon_strength, 0) = 0 then null
            when unit.platoon_women * 100 >= rule.share_percent * unit.platoon_strength then 0
            else cast((rule.share_percent * unit.platoon_strength + 99) // 100 - unit.platoon_women as integer)
        end as told_needed
    from unit_now as unit
    join mart.platoon_scope as scope on scope.unit_type = unit.unit_type
    cross join rule
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

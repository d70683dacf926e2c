-- The engagement platoon of each unit that must have one: by `unit_now`, where the mission's mandate to protect civilians is not known
-- to be absent, of the kinds that count ($units takes in those by switch). reported_status is what the return says, status what holds
-- for the month asked for: missing where no return is of that month. Before it stand unit_now and platoon_return.
platoon as (
    select unit.*, scope.counts, platoon_return.reported_status, platoon_return.more_women_needed, platoon_return.share_percent as asked_percent
    from unit_now as unit
    join platoon_return
        on platoon_return.mission = unit.mission and platoon_return.unit_id = unit.unit_id and platoon_return.as_of = unit.as_of
    join mart.platoon_scope as scope on scope.unit_type = unit.unit_type
    where
        (scope.counts = 'always' or $units = 'with_support')
        and coalesce(unit.poc_mandate, 'unsourced') <> 'no'
),

platoon_status as (
    select
        platoon.*,
        case
            when poc_mandate is null then 'undetermined'
            when not is_current then 'missing'
            else reported_status
        end as status
    from platoon
)

-- Units of the roster counted at each stage: `unit_tally`, by capability, place and serves_at. Before it stand unit_counted and
-- `unit_at_place`: its rows with place (where a unit counts) and serves_at (where a selected or deployed one serves). A unit of another
-- capability that carries counter-UAS equipment counts as a set (c_uas_set) too. $stale says whether stale units stand at their levels.
capability_unit as (
    select capability, place, serves_at, level, ready_days, status, renewal, why_not
    from unit_at_place
    union all
    select 'c_uas_set', place, serves_at, level, ready_days, status, renewal, why_not
    from unit_at_place
    where
        capability <> 'c_uas_set'
        and unit_id in (
            select gear.unit_id
            from mart.roster_equipment as gear
            join export on export.export_on = gear.export_on
            where gear.tag = 'c_uas' and coalesce(gear.item_count, 1) > 0
        )
),

unit_tally as (
    select
        capability,
        place,
        serves_at,
        count(case when level is not null and ($stale = 'in' or renewal <> 'stale') then 1 end) as level_1,
        count(case when ready_days is not null and ($stale = 'in' or renewal <> 'stale') then 1 end) as level_2,
        count(case when level in ('level_3', 'rdl') and ($stale = 'in' or renewal <> 'stale') then 1 end) as level_3,
        count(case when level = 'rdl' and ($stale = 'in' or renewal <> 'stale') then 1 end) as rdl,
        count(case when level = 'registered' then 1 end) as registered_count,
        count(case when status = 'selected' then 1 end) as selected,
        count(case when status = 'deployed' then 1 end) as deployed,
        count(case when why_not is null then 1 end) as available,
        count(case when why_not is null and level in ('level_3', 'rdl') then 1 end) as available_level_3,
        count(case when why_not is null and level = 'rdl' then 1 end) as available_rdl,
        count(case when renewal = 'stale' then 1 end) as stale_count,
        count(case when why_not = 'condition_unknown' then 1 end) as condition_unknown_count,
        count(case when why_not = 'slot_uncovered' then 1 end) as slot_uncovered_count
    from capability_unit
    group by capability, place, serves_at
)

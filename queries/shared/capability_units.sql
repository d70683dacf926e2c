-- Units of the roster counted at each stage, from `unit_status`, by capability, state that gives the personnel, mission they are
-- pledged for and mission they serve: `unit_tally`. A unit of another capability that carries counter-UAS equipment counts as a set
-- (c_uas_set) too. $stale says whether stale units stand at their levels.
capability_unit as (
    select capability, provider_iso3, mission_specific, deployed_mission, level, status, renewal, why_not, requirement_line
    from unit_status
    union all
    select 'c_uas_set', provider_iso3, mission_specific, deployed_mission, level, status, renewal, why_not, requirement_line
    from unit_status
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
        unit.capability,
        unit.provider_iso3,
        unit.mission_specific,
        case when unit.status in ('selected', 'deployed') then unit.deployed_mission end as deployed_mission,
        count(case when unit.level is not null and ($stale = 'in' or unit.renewal <> 'stale') then 1 end) as level_1,
        count(case when ready.level is not null and ($stale = 'in' or unit.renewal <> 'stale') then 1 end) as level_2,
        count(case when unit.level in ('level_3', 'rdl') and ($stale = 'in' or unit.renewal <> 'stale') then 1 end) as level_3,
        count(case when unit.level = 'rdl' and ($stale = 'in' or unit.renewal <> 'stale') then 1 end) as rdl,
        count(case when unit.level = 'registered' then 1 end) as registered_count,
        count(case when unit.status = 'selected' then 1 end) as selected,
        count(case when unit.status = 'deployed' then 1 end) as deployed,
        count(case when unit.why_not is null then 1 end) as available,
        count(case when unit.why_not is null and unit.level in ('level_3', 'rdl') then 1 end) as available_level_3,
        count(case when unit.why_not is null and unit.level = 'rdl' then 1 end) as available_rdl,
        count(case when unit.renewal = 'stale' then 1 end) as stale_count,
        count(case when unit.why_not = 'condition_unknown' then 1 end) as condition_unknown_count,
        count(case when unit.why_not = 'slot_uncovered' then 1 end) as slot_uncovered_count,
        count(case when unit.status in ('selected', 'deployed') and unit.requirement_line is not null then 1 end) as serving_count
    from capability_unit as unit
    left join mart.readiness_level as ready on ready.level = unit.level
    group by
        unit.capability,
        unit.provider_iso3,
        unit.mission_specific,
        case when unit.status in ('selected', 'deployed') then unit.deployed_mission end
)

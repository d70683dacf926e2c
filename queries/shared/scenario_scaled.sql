-- Lines of mission models as they are chosen: before it stands `module_line`; it leaves `scaled`: the lines whose module or model $model names
-- (codes with ; between them, null names all), numbers at $scale per cent and rounded up, and the languages of the mission ($languages) where
-- a line asks for those.
scaled as (
    select
        module_line.model,
        module_line.model_name,
        module_line.module,
        module_line.module_name,
        module_line.line,
        module_line.position,
        module_line.capability,
        capability.name as capability_name,
        capability.unit_of_count as unit_of_quantity,
        coalesce(capability.component in ('military', 'police') and capability.unit_of_count in ('units', 'teams'), false) as has_levels,
        cast(ceil(module_line.quantity * $scale / 100.0) as bigint) as required,
        cast(ceil(module_line.person_count * $scale / 100.0) as bigint) as person_count,
        module_line.profile,
        officer.name as profile_name,
        case when module_line.languages = 'mission' then nullif($languages, '') else module_line.languages end as languages,
        module_line.equipment_tags,
        module_line.women_percent,
        module_line.by_day,
        module_line.drawn_from,
        module_line.standing,
        module_line.source
    from module_line
    left join mart.capability as capability on capability.capability = module_line.capability
    left join mart.officer_profile as officer on officer.profile = module_line.profile
    where
        $model is null
        or position(';' || module_line.module || ';' in ';' || $model || ';') > 0
        or position(';' || module_line.model || ';' in ';' || $model || ';') > 0
)

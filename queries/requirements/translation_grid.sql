-- title: Training material and its languages
-- metric: Each ask of the guide for a translation, in each official language that it names: done, pledged, or asked for and neither; a language that a translation exists in already is said to exist, and the language of the original is no translation
-- unit: pledges
-- grain: one row per ask and official language that it names, its original left out, in the guide's order; an ask that names no official language has one row without a language
-- columns: requirement_id = Ask; ask = Ask; capability = Capability; language = Language; pledge_count = Pledges [count]; unsaid_count = Year or language not
--   said [count]; state = State; condition = Condition
-- params:
-- audience: open
-- from: mart.requirement, mart.translation_existing, mart.pledge, mart.pledge_requirement
-- note: done is a pledge that was implemented, pledged one that stands for that language, asked what the guide asks for and nobody pledged; a language that the guide does not ask for has no row; unsaid_count pledges answer the ask and name no language: they are counted under none; exists is what its list says of translations so far, with their sources

with language as (
    select 'ar' as language, 1 as place
    union all
    select 'zh' as language, 2 as place
    union all
    select 'en' as language, 3 as place
    union all
    select 'fr' as language, 4 as place
    union all
    select 'ru' as language, 5 as place
    union all
    select 'es' as language, 6 as place
),

asked as (
    select requirement_id, ask, capability, languages, condition, position
    from mart.requirement
    where kind = 'translation' and standing = 'ask'
),

answer as (
    select answered.requirement_id, pledge.pledge_id, pledge.languages, pledge.status
    from mart.pledge_requirement as answered
    join mart.pledge as pledge on pledge.pledge_id = answered.pledge_id
    where pledge.status <> 'withdrawn'
),

cell as (
    select asked.requirement_id, language.language, language.place, existing.language is not null as is_there
    from asked
    left join language on ';' || asked.languages || ';' like '%;' || language.language || ';%'
    left join mart.translation_existing as existing
        on existing.requirement_id = asked.requirement_id and existing.language = language.language
    where coalesce(existing.standing, '') <> 'original'
)

select
    asked.requirement_id,
    asked.ask,
    asked.capability,
    cell.language,
    count(case when cell.language is not null and ';' || answer.languages || ';' like '%;' || cell.language || ';%' then 1 end) as pledge_count,
    count(case when answer.pledge_id is not null and answer.languages is null then 1 end) as unsaid_count,
    case
        when cell.is_there then 'exists'
        when
            count(
                case
                    when answer.status = 'implemented' and ';' || answer.languages || ';' like '%;' || cell.language || ';%' then 1
                end
            ) > 0
            then 'done'
        when count(case when ';' || answer.languages || ';' like '%;' || cell.language || ';%' then 1 end) > 0 then 'pledged'
        else 'asked'
    end as state,
    asked.condition
from cell
join asked on asked.requirement_id = cell.requirement_id
left join answer on answer.requirement_id = cell.requirement_id
group by asked.requirement_id, asked.ask, asked.capability, asked.condition, asked.position, cell.language, cell.place, cell.is_there
order by asked.position, cell.place nulls last

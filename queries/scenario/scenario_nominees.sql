-- title: Who stands in lists of officers
-- list: Whom states name in lists of officers: nominees by what they could come as, the UNPOL Command Cadre as individual police officers, the Senior Women Talent Pipeline as senior leaders; those already selected are left out
-- unit: people
-- grain: one row per number of nominees, and one per state and sex of a pool, in UN order
-- columns: list = List; iso3 = Code; country_name = Member State; regional_group = UN regional group; capability = Capability; profile = Profile of officers; languages =
--   Languages; available_from = Available from [day]; available_to = Available until [day]; person_count = Persons [count]; women_count = Women [count]; listed_on = List of [day]
-- params: as_of DATE = null
-- audience: restricted
-- from: mart.officer_post, mart.country
-- note: nominees: of each state its last list of the month of the newest one on or before the day; Command Cadre: of each state the newest list, those cleared, or nominated where cleared is blank; Talent Pipeline: the newest list; women_count is empty where nominees are not told by sex; a row whose number is not reported is left out; who holds a post is no candidate; no row names a person, and a blank day is any day

with known as (
    select *
    from mart.officer_post
    where kind in ('nominee', 'command_cadre', 'talent_pipeline') and (cast($as_of as date) is null or as_of <= cast($as_of as date))
),

newest as (
    select kind, max(as_of) as as_of
    from known
    group by kind
),

of_state as (
    select known.kind, known.iso3, max(known.as_of) as as_of
    from known
    join newest on newest.kind = known.kind
    where
        known.kind = 'command_cadre'
        or (known.kind = 'talent_pipeline' and known.as_of = newest.as_of)
        or (known.kind = 'nominee' and known.as_of >= cast(date_trunc('month', newest.as_of) as date))
    group by known.kind, known.iso3
),

counted as (
    select
        known.kind as list,
        known.iso3,
        known.post,
        known.sex,
        case known.kind when 'command_cadre' then 'individual_police_officer' when 'talent_pipeline' then 'senior_leader' else known.capability end as capability,
        known.profile,
        known.languages,
        known.available_from,
        known.available_to,
        coalesce(known.cleared_count, known.nominated_count) - coalesce(known.selected_count, 0) as person_count,
        known.as_of as listed_on
    from known
    join of_state on of_state.kind = known.kind and of_state.iso3 = known.iso3 and of_state.as_of = known.as_of
)

select
    counted.list,
    counted.iso3,
    country.name as country_name,
    coalesce(country.regional_group, 'none') as regional_group,
    counted.capability,
    counted.profile,
    counted.languages,
    counted.available_from,
    counted.available_to,
    cast(counted.person_count as bigint) as person_count,
    cast(case counted.sex when 'woman' then counted.person_count when 'man' then 0 end as bigint) as women_count,
    counted.listed_on
from counted
left join mart.country as country on country.iso3 = counted.iso3
where counted.person_count is not null
order by country.un_order nulls last, counted.iso3, counted.list, counted.post

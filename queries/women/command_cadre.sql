-- title: Command Cadre: women cleared and nominated
-- metric: Women nominated / women cleared through the UNPOL Command Cadre, per state, beside the 80 % that the guide asks for. More nominations needed = what is missing to that share of those cleared
-- unit: people; fraction 0 to 1, empty under 10 women cleared
-- grain: one row per state in any list, and one of all (iso3 is empty)
-- columns: iso3 = Code; women_cleared = Women cleared; women_nominated = Women nominated; women_selected = Women selected; nominated_fraction = Nominated of
--   cleared, women [percent]; state = State; more_nominations_needed = More nominations; asked_percent = Asked for, %; men_cleared = Men cleared;
--   men_nominated = Men nominated; men_selected = Men selected; as_of = As of [day]
-- params: as_of DATE = null
-- audience: restricted, own
-- from: mart.officer_post, mart.requirement, mart.country
-- note: of each state the newest list on or before the day that has it, with its day in as_of; the row of all sums these; blank is not reported and is in no sum: women cleared count only where women nominated are reported too, and the other way round, and without both the state is not_reported; state: met, below, none_cleared (0 cleared), not_reported; men stand beside for comparison and are held against nothing

with list as (
    select iso3, max(as_of) as as_of
    from mart.officer_post
    where kind = 'command_cadre' and (cast($as_of as date) is null or as_of <= cast($as_of as date))
    group by iso3
),

rule as (
    select share_percent from mart.requirement where requirement_id = 'UNI-POL-09'
),

entry as (
    select post.iso3, post.sex, post.cleared_count, post.nominated_count, post.selected_count, post.as_of
    from mart.officer_post as post
    join list on list.iso3 = post.iso3 and list.as_of = post.as_of
    where post.kind = 'command_cadre'
),

cadre_row as (
    select iso3, sex, cleared_count, nominated_count, selected_count, as_of from entry
    union all
    select null, sex, cleared_count, nominated_count, selected_count, newest.as_of
    from entry
    cross join (select max(as_of) as as_of from list) as newest
),

state_total as (
    select
        iso3,
        as_of,
        sum(case when sex = 'woman' and nominated_count is not null then cleared_count end) as women_cleared,
        sum(case when sex = 'woman' and cleared_count is not null then nominated_count end) as women_nominated,
        sum(case when sex = 'woman' then selected_count end) as women_selected,
        sum(case when sex = 'man' then cleared_count end) as men_cleared,
        sum(case when sex = 'man' then nominated_count end) as men_nominated,
        sum(case when sex = 'man' then selected_count end) as men_selected
    from cadre_row
    group by iso3, as_of
),

asked_share as (
    select state_total.*, rule.share_percent
    from state_total
    cross join rule
),

-- include: parity_arithmetic (counted as asked_share, measured as cadre, women_count as women_nominated, people_count as women_cleared, goal_percent as share_percent)

select
    cadre.iso3,
    cast(cadre.women_cleared as bigint) as women_cleared,
    cast(cadre.women_nominated as bigint) as women_nominated,
    cast(cadre.women_selected as bigint) as women_selected,
    case when cadre.women_cleared >= 10 then cadre.women_fraction end as nominated_fraction,
    case
        when cadre.women_cleared is null then 'not_reported'
        when cadre.women_cleared = 0 then 'none_cleared'
        when cadre.more_women_by_replacement = 0 then 'met'
        else 'below'
    end as state,
    cast(cadre.more_women_by_replacement as bigint) as more_nominations_needed,
    cadre.share_percent as asked_percent,
    cast(cadre.men_cleared as bigint) as men_cleared,
    cast(cadre.men_nominated as bigint) as men_nominated,
    cast(cadre.men_selected as bigint) as men_selected,
    cadre.as_of
from cadre
left join mart.country as country on country.iso3 = cadre.iso3
order by country.un_order nulls first, cadre.iso3

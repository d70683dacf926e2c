-- Who a row belongs to: each distinct trio of ISO code, M49 code and name of a source is judged once. The ISO code decides; a
-- blank one is read from a known name. Leaves scratch.map_who_{source}; rows look theirs up by the columns as they were read.
create or replace table scratch.map_who_{source} as
with seen as (
    select
        iso3 as iso_read,
        m49 as m49_read,
        country_name as name_read,
        cast(iso3 as varchar) as iso_text,
        cast(m49 as varchar) as m49_text,
        cast(country_name as varchar) as name_text
    from scratch.raw_{source}
    group by iso3, m49, country_name
),

spelled as (
    select scratch.fold(spelling) as spelling, min(iso3) as iso3
    from (select name as spelling, iso3 from mart.country union all select spelling, iso3 from ref.country_alias)
    group by scratch.fold(spelling)
),

resolved as (
    select
        seen.*,
        scratch.clean(iso_text) as iso_clean,
        scratch.clean(name_text) as name_clean,
        scratch.clean(m49_text) as m49_clean,
        coded.iso3 as iso_iso3,
        named.iso3 as name_iso3,
        coalesce(coded.iso3, case when scratch.clean(iso_text) is null then named.iso3 end) as iso3
    from seen
    left join mart.country as coded on coded.iso3 = upper(scratch.clean(iso_text))
    left join spelled as named on named.spelling = scratch.fold(name_text)
)

select
    resolved.* exclude (iso3),
    cast(resolved.iso3 as mart.code_of_country) as iso3,
    coalesce(iso_clean, name_clean) is null as is_blank,
    case
        when iso_clean is null and regexp_matches(lower(coalesce(name_clean, '')), '^(grand |sub-?)?total') then 'not_data'
        when lower(iso_clean) in ('isocode3', 'iso_alpha3_code', 'total', 'grand total') then 'not_data'
        when resolved.iso3 is null then 'unknown_country'
        when m49_clean is not null and coalesce(try_cast(m49_clean as double), -1) <> country.m49 then 'iso_m49_disagree'
    end as reason
from resolved
left join mart.country as country on country.iso3 = resolved.iso3;

-- The states of $regional_group (first or second) and of $area, an M49 code of a region, sub-region or intermediate region; null means all.
area as (
    select name from mart.m49_area where m49 = $area
),

chosen_state as (
    select country.iso3, country.un_order, country.is_member_state
    from mart.country as country
    where
        ($regional_group is null or country.regional_group = $regional_group or country.regional_group_second = $regional_group)
        and (
            $area is null
            or country.m49_region in (select name from area)
            or country.m49_subregion in (select name from area)
            or country.m49_intermediate in (select name from area)
        )
)

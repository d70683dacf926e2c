-- Which capabilities are asked for and covered in units, so that their numbers may stand beside units: it leaves `counted_in_units` (capability,
-- is_in_units). One that the list does not have is a unit.
counted_in_units as (
    select capability, coalesce(unit_of_count in ('units', 'teams'), true) as is_in_units
    from mart.capability
)

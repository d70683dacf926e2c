-- For each category and each year that is reported or has a target: that year's target, the 2025 minimum, the 2028 target, and
-- the one that distances are measured to: the year's where it was found, else the 2025 minimum.
create table mart.parity_goal as
with years as (
    select distinct cast(extract(year from as_of) as integer) as year from mart.reported_month
    union
    select distinct cast(extract(year from as_of) as integer) from mart.gpp_snapshot
    union
    select distinct year from mart.parity_target
)

select
    category.category,
    years.year,
    of_year.target_percent,
    coalesce(of_year.status, 'not found') as target_status,
    of_2025.target_percent as minimum_2025_percent,
    of_2028.target_percent as target_2028_percent,
    coalesce(of_year.target_percent, of_2025.target_percent) as goal_percent
from mart.parity_category as category
cross join years
left join mart.parity_target as of_year on of_year.category = category.category and of_year.year = years.year
left join mart.parity_target as of_2025 on of_2025.category = category.category and of_2025.year = 2025
left join mart.parity_target as of_2028 on of_2028.category = category.category and of_2028.year = 2028
order by category.position, years.year;

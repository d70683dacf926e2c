-- Each of the five categories has one row a year from 2018 to 2028 and a sourced minimum for 2025; a share is 1 to 100.
select category.category, count(target.year) as year_count
from mart.parity_category as category
left join mart.parity_target as target on target.category = category.category and target.year between 2018 and 2028
group by category.category
having
    count(target.year) <> 11
    or count(distinct target.year) <> 11
    or count(case when target.year = 2025 and target.status = 'sourced' and target.target_percent is not null then 1 end) <> 1
    or count(case when target.target_percent not between 1 and 100 then 1 end) > 0
    or count(case when (target.status = 'not found') <> (target.target_percent is null) then 1 end) > 0;

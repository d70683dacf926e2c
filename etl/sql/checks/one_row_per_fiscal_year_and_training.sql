-- The grain of mart.training_year, and its arithmetic.
select fiscal_year, training_name, count(*) as row_count
from mart.training_year
group by fiscal_year, training_name
having
    count(*) > 1
    or fiscal_year is null
    or training_name is null
    or count(case when year is not null and women_count >= 0 and men_count >= 0 and people_count = women_count + men_count then 1 end) <> count(*);

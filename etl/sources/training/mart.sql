-- People trained: one row per fiscal year and training. `fiscal_year` is one spelling of what the file prints.
create table mart.training_year as
select
    fiscal_year,
    fiscal_year_printed,
    year,
    training_name,
    reported_on,
    women_count,
    men_count,
    women_count + men_count as people_count,
    file_id,
    line,
    sheet,
    reason
from temp.stg_training;

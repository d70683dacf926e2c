-- title: Women and men in peacekeeping training
-- metric: Women / (women + men) among those who took part in each training of a fiscal year
-- unit: people; fraction 0 to 1, empty under 10 people
-- grain: one row per fiscal year and training
-- params: 
-- audience: open
-- from: mart.training_year
-- note: participants are a proxy for nominees, of whom the targets speak; the fiscal year stands as printed, and year, in which it begins, sorts it; trainings are not added, for one person may take several; under 10 people no share is given

select
    fiscal_year_printed as fiscal_year,
    year,
    training_name,
    cast(women_count as bigint) as women_count,
    cast(men_count as bigint) as men_count,
    cast(people_count as bigint) as people_count,
    case when people_count >= 10 then cast(women_count as double) / people_count end as women_fraction
from mart.training_year
order by year, fiscal_year_printed, training_name

-- Trainings are sorted by it, whatever the file prints as its fiscal year.
select fiscal_year, training_name
from mart.training_year
where year is null;

-- What states have in place at home, as sheets say: restricted, for a state may not have announced it.
create table mart.national_measure as
select as_of, iso3, measure, standing, file_id, line, sheet, reason
from temp.stg_national_measures;

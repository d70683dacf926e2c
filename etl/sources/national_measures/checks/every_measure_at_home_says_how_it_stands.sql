-- A measure that no row tells of is not reported: a row that says nothing must not be there.
select as_of, iso3, measure
from mart.national_measure
where standing is null;

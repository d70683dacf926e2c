-- Under which spellings, folded, a Member State or a kind of unit is known: by its code and by its names. A spelling of two is of none.
create table scratch.state_spelling as
select spelling, min(iso3) as iso3
from (
    select scratch.fold(iso3) as spelling, iso3 from mart.country
    union
    select scratch.fold(name), iso3 from mart.country
    union
    select scratch.fold(spelling), iso3 from ref.country_alias
) as each
group by spelling
having count(distinct iso3) = 1;

create table scratch.capability_spelling as
select spelling, min(capability) as capability
from (
    select scratch.fold(capability) as spelling, capability from mart.capability
    union
    select scratch.fold(name), capability from mart.capability
) as each
group by spelling
having count(distinct capability) = 1;

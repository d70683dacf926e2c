-- title: Women and men in peacekeeping training
-- metric: Women / (women + men) among those who took part in each training of a fiscal year
-- unit: people; fraction 0 to 1, empty under 10 people
-- grain: one row per fiscal year and training
-- columns: fiscal_year = Fiscal year; year = Year; training_name = Training; women_count = Women [count]; men_count = Men [count]; people_count = People [count];
--   women_fraction = Share of women [percent]; points_since_first = Points since the first year
-- params: 
-- audience: open
-- from: mart.training_year
-- note: participants are a proxy for nominees, of whom the targets speak; the fiscal year stands as printed, and year, in which it begins, sorts it; trainings are not added, for one person may take several; under 10 people no share is given; points since first are percentage points since the first year with ten participants or more

with first_year as (
    select training_name, min(year) as year
    from mart.training_year
    where people_count >= 10
    group by training_name
),

-- Of two spellings of one year the first in order.
first as (
    select entry.training_name, min(entry.fiscal_year) as fiscal_year
    from mart.training_year as entry
    join first_year on first_year.training_name = entry.training_name and first_year.year = entry.year
    where entry.people_count >= 10
    group by entry.training_name
)

select
    entry.fiscal_year_printed as fiscal_year,
    entry.year,
    entry.training_name,
    cast(entry.women_count as bigint) as women_count,
    cast(entry.men_count as bigint) as men_count,
    cast(entry.people_count as bigint) as people_count,
    case when entry.people_count >= 10 then cast(entry.women_count as double) / entry.people_count end as women_fraction,
    case
        when entry.people_count >= 10 and entry.year > base.year
            then 100 * (cast(entry.women_count as double) / entry.people_count - cast(base.women_count as double) / base.people_count)
    end as points_since_first
from mart.training_year as entry
left join first on first.training_name = entry.training_name
left join mart.training_year as base on base.training_name = first.training_name and base.fiscal_year = first.fiscal_year
order by entry.year, entry.fiscal_year_printed, entry.training_name

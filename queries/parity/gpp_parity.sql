-- title: Women among justice and corrections personnel, against the parity target
-- metric: Women / (women + men) among government-provided justice and corrections personnel on the day of the snapshot, people over people. More women needed, by replacement: ceiling of target x people, less the women there are; by addition: ceiling of (target x people - women) / (1 - target). Distances are to the target of the snapshot's year where it was found, else to the 2025 minimum
-- unit: people; fraction 0 to 1; per cent
-- grain: one row; none where the day has no snapshot
-- columns: category = Category; as_of = As of [day]; women_count = Women [count]; people_count = People [count]; women_fraction = Share of women [percent];
--   target_year = Target year; target_percent = Target of the year, %; target_status = Target status; minimum_2025_percent = 2025 minimum, %;
--   target_2028_percent = 2028 target, %; more_women_by_replacement = More women, by replacement [count]; more_women_by_addition = More women, by addition
--   [count]
-- params: as_of DATE = null; scope VARCHAR in (all, peacekeeping) = 'all'
-- audience: open
-- from: mart.gpp_snapshot, mart.parity_goal
-- note: a snapshot answers for the day it was downloaded and for no other; no date means the latest snapshot, whose own day is the as of; scope all counts every mission, peacekeeping leaves out special political missions and support offices; not police, and no part of uniformed totals

with gpp_total as (
    select
        gpp.as_of,
        cast(sum(gpp.women_count) as bigint) as women_count,
        cast(sum(gpp.people_count) as bigint) as people_count
    from mart.gpp_snapshot as gpp
    where
        gpp.as_of = coalesce(cast($as_of as date), (select max(as_of) from mart.gpp_snapshot))
        and ($scope = 'all' or gpp.is_peacekeeping)
    group by gpp.as_of
),

counted as (
    select
        gpp_total.*,
        goal.year as target_year,
        goal.target_percent,
        goal.target_status,
        goal.minimum_2025_percent,
        goal.target_2028_percent,
        goal.goal_percent
    from gpp_total
    left join mart.parity_goal as goal
        on goal.category = 'justice_corrections_gpp' and goal.year = cast(extract(year from gpp_total.as_of) as integer)
),

-- include: parity_arithmetic

select
    'justice_corrections_gpp' as category,
    as_of,
    women_count,
    people_count,
    women_fraction,
    target_year,
    target_percent,
    target_status,
    minimum_2025_percent,
    target_2028_percent,
    more_women_by_replacement,
    more_women_by_addition
from measured

-- The months that the loaded files report, and whether they say in which mission people serve and who is a woman. A month that is
-- not here is a gap, never zero; one that states no mission is a gap to whoever asks for one.
create table mart.reported_month as
select
    as_of,
    cast(count(*) as bigint) as row_count,
    bool_and(mission_code <> 'not_stated') as states_mission,
    count(women_count) > 0 as states_sex
from mart.deployment_month
group by as_of
order by as_of;

-- The bundled file, whatever later downloads revise of it, adds up to the totals printed by the UN.
with bundled as (
    select stg.as_of, stg.mission_code, stg.personnel_type, stg.women_count, stg.men_count
    from temp.stg_deployments as stg
    join meta.file as file using (file_id)
    where file.is_bundled and stg.reason is null and stg.as_of in (select as_of from ref.published_total)
)

select
    total.as_of,
    total.mission_code,
    total.personnel_type,
    total.people_count,
    total.women_count,
    sum(bundled.women_count + bundled.men_count) as people_found,
    sum(bundled.women_count) as women_found
from ref.published_total as total
left join bundled
    on bundled.as_of = total.as_of
    and (total.mission_code is null or bundled.mission_code = total.mission_code)
    and (total.personnel_type is null or bundled.personnel_type = total.personnel_type)
where exists (select 1 from meta.file where is_bundled and source = 'deployments')
group by total.as_of, total.mission_code, total.personnel_type, total.people_count, total.women_count
having
    coalesce(sum(bundled.women_count + bundled.men_count), -1) <> total.people_count
    or (total.women_count is not null and coalesce(sum(bundled.women_count), -1) <> total.women_count);

-- The bundled file, whatever later downloads revise of it, adds up to the totals printed by the UN.
with bundled as (
    select month.as_of, month.mission_code, month.personnel_type, month.women_count, month.people_count
    from mart.deployment_month as month
    join meta.file as file on file.file_id = month.file_id
    where file.is_bundled and month.as_of in (select as_of from ref.published_total)
    union all
    select stg.as_of, stg.mission_code, stg.personnel_type, stg.women_count, stg.people_count
    from scratch.row_out as row_out
    join meta.file as file on file.file_id = row_out.file_id
    join temp.stg_deployments as stg
        on stg.file_id = row_out.file_id and stg.line = row_out.line and stg.sheet is not distinct from row_out.sheet
    where
        file.is_bundled
        and row_out.source = 'deployments'
        and row_out.outcome in ('repeated', 'superseded')
        and stg.as_of in (select as_of from ref.published_total)
)

select
    total.as_of,
    total.mission_code,
    total.personnel_type,
    total.people_count,
    total.women_count,
    sum(bundled.people_count) as people_found,
    sum(bundled.women_count) as women_found
from ref.published_total as total
left join bundled
    on bundled.as_of = total.as_of
    and (total.mission_code is null or bundled.mission_code = total.mission_code)
    and (total.personnel_type is null or bundled.personnel_type = total.personnel_type)
where exists (select 1 from meta.file where is_bundled and source = 'deployments')
group by total.as_of, total.mission_code, total.personnel_type, total.people_count, total.women_count
having
    coalesce(sum(bundled.people_count), -1) <> total.people_count
    or (total.women_count is not null and coalesce(sum(bundled.women_count), -1) <> total.women_count);

-- The rows of the marts, counted again by file, are the rows that the ledger calls loaded. Pledges are loaded as candidates: a person
-- decides which of them are in the mart.
select file.name, file.loaded_count, coalesce(found.row_count, 0) as row_count
from meta.file as file
left join (
    select file_id, count(*) as row_count from mart.deployment_month group by file_id
    union all
    select file_id, count(*) as row_count from mart.mission_file group by file_id
    union all
    select file_id, count(*) as row_count from mart.air_asset_month group by file_id
    union all
    select file_id, count(*) as row_count from mart.gpp_snapshot group by file_id
    union all
    select file_id, count(*) as row_count from mart.police_month group by file_id
    union all
    select file_id, count(*) as row_count from mart.training_year group by file_id
    union all
    select file_id, count(*) as row_count from mart.requirement_line group by file_id
    union all
    select file_id, count(*) as row_count from mart.mission_line group by file_id
    union all
    select file_id, count(*) as row_count from mart.unit_return group by file_id
    union all
    select file_id, count(*) as row_count from mart.officer_post group by file_id
    union all
    select file_id, count(*) as row_count from mart.national_measure group by file_id
) as found using (file_id)
where file.source <> 'pledges' and file.loaded_count <> coalesce(found.row_count, 0);

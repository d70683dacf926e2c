-- Longitude and latitude of the missions file change places: known where the reference, or a row of the same place, has them
-- the other way round, and certain where the latitude is beyond 90 degrees.
select
    file.file_id,
    file.line,
    file.sheet,
    file.mission_code || ': longitude ' || file.hq_longitude || ' and latitude ' || file.hq_latitude
    || case
        when abs(file.hq_latitude) > 90 or mission.hq_latitude is not null then ' look swapped'
        else ' stand the other way round in another row of ' || file.hq_city
    end as detail
from mart.mission_file as file
left join mart.mission as mission using (mission_code)
where
    abs(file.hq_latitude) > 90
    or (abs(file.hq_longitude - mission.hq_latitude) < 0.5 and abs(file.hq_latitude - mission.hq_longitude) < 0.5)
    or (
        mission.hq_latitude is null
        and exists (
            select 1
            from mart.mission_file as other
            where
                other.hq_city = file.hq_city
                and other.mission_code <> file.mission_code
                and abs(other.hq_longitude - file.hq_latitude) < 0.5
                and abs(other.hq_latitude - file.hq_longitude) < 0.5
        )
    );

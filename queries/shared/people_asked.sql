-- Whether nothing is asked of the people of a row: `people_asked` is the rows of parity_people that have any, with is_silent, 1 where their mission
-- has ended or ends soon, or they go home. Before it stand `silent` and `parity_people`.
people_asked as (
    select people.mission_code, people.iso3, people.category, people.people_count, case when count(silent.mission) > 0 then 1 else 0 end as is_silent
    from parity_people as people
    left join silent
        on silent.mission = people.mission_code
        and (silent.iso3 is null or (silent.iso3 = people.iso3 and silent.category = people.category))
    where people.people_count > 0
    group by people.mission_code, people.iso3, people.category, people.people_count
)

-- Units as they stand on each day of `month` (as_of, and month_from, the first of its month): the newest return of each slot on or before
-- the day, with whether it is of the month of that day: what an older one says is never carried forward. Out are slots whose last return
-- says that they are empty (strength 0) and missions that have ended. Needs $mission; leaves `unit_now`, the day being asked_on.
newest as (
    select month.as_of as asked_on, month.month_from, entry.mission, entry.unit_id, max(entry.as_of) as as_of
    from mart.unit_return as entry
    join month on entry.as_of <= month.as_of
    group by month.as_of, month.month_from, entry.mission, entry.unit_id
),

unit_now as (
    select
        entry.*,
        newest.asked_on,
        entry.as_of >= newest.month_from as is_current,
        mission.poc_mandate,
        mission.poc_source,
        mission.working_language,
        mission.language_source
    from mart.unit_return as entry
    join newest on newest.mission = entry.mission and newest.unit_id = entry.unit_id and newest.as_of = entry.as_of
    join mart.mission as mission on mission.mission_code = entry.mission
    where
        coalesce(entry.strength_count, 1) > 0
        and (mission.ended_on is null or mission.ended_on > newest.asked_on)
        and (cast($mission as varchar) is null or entry.mission = $mission)
)

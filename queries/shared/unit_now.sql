-- The newest return of each unit slot on or before the day asked for (null: that of the newest return), with whether it is of the
-- month of that day: what an older one says is never carried forward. Out are slots whose last return says that they are empty
-- (strength 0) and missions that have ended. Needs $as_of and $mission; leaves `month` and `unit_now`.
month as (
    select
        asked_day.as_of,
        cast(date_trunc('month', asked_day.as_of) as date) as month_from
    from (
        select coalesce(cast($as_of as date), (select max(as_of) from mart.unit_return)) as as_of
    ) as asked_day
),

-- The newest return of each slot on or before the day.
newest as (
    select entry.mission, entry.unit_id, max(entry.as_of) as as_of
    from mart.unit_return as entry
    join month on entry.as_of <= month.as_of
    group by entry.mission, entry.unit_id
),

unit_now as (
    select
        entry.*,
        month.as_of as asked_on,
        entry.as_of >= month.month_from as is_current,
        mission.poc_mandate,
        mission.poc_source,
        mission.working_language,
        mission.language_source
    from mart.unit_return as entry
    join newest on newest.mission = entry.mission and newest.unit_id = entry.unit_id and newest.as_of = entry.as_of
    cross join month
    join mart.mission as mission on mission.mission_code = entry.mission
    where
        coalesce(entry.strength_count, 1) > 0
        and (mission.ended_on is null or mission.ended_on > month.as_of)
        and (cast($mission as varchar) is null or entry.mission = $mission)
)

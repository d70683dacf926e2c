-- title: Events that the figures of a month do not show
-- list: What was decided or happened after the month shown, of all missions, of one, or of those in which a state has people
-- unit: as named
-- grain: one row per event, the earliest first
-- columns: event_id = Event; on_day = Day [day]; missions = Missions; states = Contributors; kind = Kind; category = Personnel category; standing = Standing;
--   words = Event; source = Source; source_url = Address
-- params: as_of DATE = null; mission VARCHAR = null; iso3 VARCHAR = null
-- audience: open
-- from: mart.mission_event, mart.deployment_month, mart.reported_month
-- note: no date means the latest reported month; events change no figure; ALL is every peacekeeping operation; press, and whatever names a state that leaves or is reduced, stands only in the restricted database

with
-- include: asked_month

select
    event.event_id,
    event.on_day,
    event.missions,
    event.states,
    event.kind,
    event.category,
    event.standing,
    event.words,
    event.source,
    event.source_url
from mart.mission_event as event
join asked_month on event.on_day > asked_month.as_of
where
    (
        $mission is null
        or (event.missions = 'ALL' and event.states is null)
        or position(';' || $mission || ';' in ';' || event.missions || ';') > 0
    )
    and (
        $iso3 is null
        or (event.missions = 'ALL' and event.states is null)
        or position(';' || $iso3 || ';' in ';' || event.states || ';') > 0
        or (
            event.states is null
            and exists (
                select 1
                from mart.deployment_month as month
                where
                    month.as_of = asked_month.as_of
                    and month.iso3 = $iso3
                    and month.people_count > 0
                    and position(';' || cast(month.mission_code as varchar) || ';' in ';' || event.missions || ';') > 0
            )
        )
    )
order by event.on_day, event.event_id

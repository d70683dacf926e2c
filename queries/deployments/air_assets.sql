-- title: Air assets by mission
-- metric: Rotary-wing and fixed-wing airframes that each mission last reported, with the day of that report and its age; unmanned aircraft systems as the producer writes them
-- unit: airframes; days
-- grain: one row per mission that has reported on or before the day
-- columns: as_of = As of [day]; mission = Mission; report_date = Day of the report [day]; age_days = Age, days; rotary_wing_count = Rotary wing [count];
--   fixed_wing_count = Fixed wing [count]; uas_text = Unmanned aircraft, as printed
-- params: as_of DATE = null
-- audience: open
-- from: mart.air_asset_month
-- note: airframes, not units, with no operator or role; rotary wing, fixed wing and unmanned aircraft are never added; each row stands with the day of its own report and the days since: a report is not carried forward as if it were of the day asked for; no date means the newest report; blank is not reported, not zero

with asked_day as (
    select coalesce(cast($as_of as date), (select max(as_of) from mart.air_asset_month)) as as_of
),

ranked as (
    select
        asset.mission_code,
        asset.as_of as report_date,
        asset.rotary_wing_count,
        asset.fixed_wing_count,
        asset.uas_text,
        asked_day.as_of,
        row_number() over (partition by asset.mission_code order by asset.as_of desc) as place
    from mart.air_asset_month as asset
    join asked_day on asset.as_of <= asked_day.as_of
)

select
    as_of,
    mission_code as mission,
    report_date,
    cast(date_diff('day', report_date, as_of) as integer) as age_days,
    cast(rotary_wing_count as bigint) as rotary_wing_count,
    cast(fixed_wing_count as bigint) as fixed_wing_count,
    uas_text
from ranked
where place = 1
order by mission_code

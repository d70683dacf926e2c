-- title: From announcement to delivery
-- metric: Pledges of one Ministerial, followed: how many reached each step or a later one, how many were withdrawn or are too general to assess, and of how many nothing was reported since the announcement
-- unit: pledges; units, empty where no quantity is stated
-- grain: one row per track (units, everything else) and stage, in the order of the steps
-- columns: stage = Stage; pledge_count = Pledges [count]; unit_count = Units [count]; track = Track; kind = Kind; reported_count = With this step reported
--   [count]; repeat_count = May repeat or restate [count]
-- params: ministerial VARCHAR = null; category VARCHAR = null
-- audience: open
-- from: mart.pledge, mart.pledge_step, mart.step
-- note: pledges made at no Ministerial are left out, and none as a Ministerial counts just those; a pledge counts under every step up to the highest that it reached, also where the steps before were not reported, and also when it was withdrawn later; reported_count has only those whose record names the step itself; a Rapid Deployment Level nomination is a mark beside the steps; withdrawn and too general are what stands now; no_news is announced and nothing since, which is no failure: the public list holds announcements and hardly anything later; unit_count adds companies, platoons and units where a number is stated, never persons or aircraft, and no unit that a funding pledge pays for; repeat_count pledges may say again what another one says; confirmed are pledges of forms that nobody announced and that took no step

with cohort as (
    select
        pledge.pledge_id,
        pledge.track,
        pledge.status,
        case when pledge.flags like '%repeat%' or pledge.flags like '%restates_total%' or pledge.flags like '%possible_duplicate%' then 1 else 0 end as is_repeat,
        case
            when
                pledge.track = 'unit' and pledge.category <> 'funding' and pledge.unit in ('unit', 'company', 'platoon')
                then pledge.quantity
        end as unit_count
    from mart.pledge as pledge
    where
        (
            ($ministerial is null and pledge.ministerial is not null)
            or pledge.ministerial = $ministerial
            or ($ministerial = 'none' and pledge.ministerial is null)
        )
        and ($category is null or pledge.category = $category)
),

-- include: pledge_followed,

stage as (
    select
        track,
        status as stage,
        case when is_side_mark then 'side_mark' when position = 0 then 'state' else 'step' end as kind,
        position,
        case when is_side_mark then 1 when status = 'withdrawn' then 101 when status = 'too_general' then 102 else 0 end as place
    from mart.step
    union all
    select distinct track, 'confirmed' as stage, 'state' as kind, 0 as position, -1 as place
    from mart.step
    union all
    select distinct track, 'no_news' as stage, 'state' as kind, 0 as position, 103 as place
    from mart.step
),

member as (
    select
        stage.track,
        stage.stage,
        cohort.pledge_id,
        cohort.is_repeat,
        cohort.unit_count,
        case when took.pledge_id is not null then 1 else 0 end as is_reported
    from stage
    join cohort on cohort.track = stage.track
    join followed on followed.pledge_id = cohort.pledge_id
    left join took on took.pledge_id = cohort.pledge_id and took.status = stage.stage
    where
        (stage.kind = 'step' and followed.reached >= stage.position)
        or (stage.kind = 'side_mark' and took.pledge_id is not null)
        or (stage.kind = 'state' and cohort.status = stage.stage)
        or (stage.stage = 'no_news' and followed.has_news = 0 and followed.reached = 1)
)

select
    stage.stage,
    count(member.pledge_id) as pledge_count,
    cast(sum(member.unit_count) as bigint) as unit_count,
    stage.track,
    stage.kind,
    cast(coalesce(sum(case when stage.stage = 'no_news' then null else member.is_reported end), 0) as bigint) as reported_count,
    cast(coalesce(sum(member.is_repeat), 0) as bigint) as repeat_count
from stage
left join member on member.track = stage.track and member.stage = stage.stage
group by stage.track, stage.stage, stage.kind, stage.position, stage.place
order by stage.track desc, case when stage.place in (-1, 101, 102, 103) then stage.place else 10 * stage.position + stage.place end

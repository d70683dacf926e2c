-- How far each pledge of `cohort` (pledge_id, track) has come: `took`, every status that it ever had, and `followed`, with the highest step
-- reached (null: none of its track) and whether anything followed the announcement.
took as (
    select pledge_id, status from mart.pledge_step
    union
    select pledge_id, status from mart.pledge
),

followed as (
    select
        cohort.pledge_id,
        max(case when step.is_side_mark then null else step.position end) as reached,
        max(case when step.status is not null and took.status <> 'announced' then 1 else 0 end) as has_news
    from cohort
    join took on took.pledge_id = cohort.pledge_id
    left join mart.step as step on step.track = cohort.track and step.status = took.status
    group by cohort.pledge_id
)

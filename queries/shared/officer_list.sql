-- Posts of staff officers and observers in the newest list of each mission and kind, of the month of the newest of them up to $as_of:
-- `newest_list` (that day, null without any) and `listed_post`. Missions send their lists on different days of a month.
newest_list as (
    select max(as_of) as as_of
    from mart.officer_post
    where kind in ('staff_officer', 'observer') and (cast($as_of as date) is null or as_of <= cast($as_of as date))
),

mission_list as (
    select entry.mission, entry.kind, max(entry.as_of) as as_of
    from mart.officer_post as entry
    join newest_list on entry.as_of <= newest_list.as_of and entry.as_of >= cast(date_trunc('month', newest_list.as_of) as date)
    where entry.kind in ('staff_officer', 'observer')
    group by entry.mission, entry.kind
),

listed_post as (
    select entry.*
    from mart.officer_post as entry
    join mission_list
        on mission_list.mission = entry.mission and mission_list.kind = entry.kind and mission_list.as_of = entry.as_of
)

-- Rename and cast lists of officer posts. A row is a post, nominees under a number,
-- or the women or men of a state in the Command Cadre or the Talent Pipeline.
-- What is wrong is told by the name of its column, never by its text: a text in the wrong column may be a name.
create or replace temp view stg_officers as
with cells as (
    select
        raw.file_id,
        raw.line,
        raw.sheet,
        raw.problem,
        cast(file.received_at as date) as received_on,
        scratch.clean(raw.as_of) as as_of_text,
        scratch.to_date(scratch.clean(raw.as_of)) as as_of,
        regexp_replace(lower(scratch.clean(raw.kind)), '[\s_-]+', '_', 'g') as kind_text,
        scratch.clean(raw.mission) as mission_text,
        upper(regexp_replace(scratch.clean(raw.post), '^(\S+)\s+(\d+)$', '\1-\2')) as post_text,
        scratch.clean(raw.state) as state_text,
        lower(scratch.clean(raw.sex)) as sex_text,
        upper(regexp_replace(scratch.clean(raw.branch), '[\s-]+', '', 'g')) as branch,
        regexp_replace(lower(scratch.clean(raw.profile)), '[\s-]+', '_', 'g') as profile_text,
        scratch.clean(raw.tour_start) as start_text,
        scratch.to_date(scratch.clean(raw.tour_start)) as tour_start,
        scratch.clean(raw.tour_end) as end_text,
        scratch.to_date(scratch.clean(raw.tour_end)) as tour_end,
        scratch.clean(raw.cleared_count) as cleared_text,
        scratch.clean(raw.nominated_count) as nominated_text,
        scratch.clean(raw.selected_count) as selected_text,
        scratch.clean(raw.capability) as capability_text,
        nullif(regexp_replace(regexp_replace(lower(scratch.clean(raw.languages)), '\s', '', 'g'), '[,;/]+', ';', 'g'), '') as languages,
        scratch.clean(raw.available_from) as from_text,
        scratch.to_date(scratch.clean(raw.available_from)) as available_from,
        scratch.clean(raw.available_to) as to_text,
        scratch.to_date(scratch.clean(raw.available_to)) as available_to
    from scratch.raw_officers as raw
    left join meta.file as file on file.file_id = raw.file_id
),

read as (
    select
        cells.*,
        case
            when cells.kind_text in ('staff_officer', 'staff_officers', 'so') then 'staff_officer'
            when cells.kind_text in ('observer', 'observers', 'military_observer', 'military_observers', 'unmem', 'milob') then 'observer'
            when cells.kind_text in ('senior_post', 'senior_posts', 'senior') then 'senior_post'
            when cells.kind_text in ('command_cadre', 'unpol_command_cadre') then 'command_cadre'
            when cells.kind_text in ('talent_pipeline', 'senior_women_talent_pipeline', 'swtp') then 'talent_pipeline'
            when cells.kind_text in ('nominee', 'nominees', 'nomination', 'nominations', 'candidate', 'candidates') then 'nominee'
        end as kind,
        mission.mission_code,
        state.iso3,
        case
            when cells.sex_text in ('woman', 'women', 'female', 'f', 'femme', 'mujer') then 'woman'
            when cells.sex_text in ('man', 'men', 'male', 'm', 'homme', 'hombre') then 'man'
        end as sex,
        coalesce(profile.profile, named.profile) as profile,
        known.capability,
        known.unit_of_count,
        scratch.to_count(cells.cleared_text) as cleared_count,
        scratch.to_count(cells.nominated_text) as nominated_count,
        scratch.to_count(cells.selected_text) as selected_count,
        coalesce(
            scratch.blank_or_count_fault(cells.cleared_text), scratch.blank_or_count_fault(cells.nominated_text), scratch.blank_or_count_fault(cells.selected_text)
        ) as count_fault
    from cells
    left join mart.mission as mission on mission.mission_code = upper(cells.mission_text)
    left join scratch.state_spelling as state on state.spelling = scratch.fold(cells.state_text)
    left join (
        select spelt.spelling, capability.capability, capability.unit_of_count
        from scratch.capability_spelling as spelt
        join mart.capability as capability on capability.capability = spelt.capability
    ) as known on known.spelling = scratch.fold(cells.capability_text)
    left join mart.officer_profile as profile on profile.profile = cells.profile_text
    left join mart.officer_profile as named on scratch.fold(regexp_replace(named.name, '[\s-]+', ' ', 'g')) = replace(cells.profile_text, '_', ' ')
),

with_reason as (
    select
        *,
        kind in ('command_cadre', 'talent_pipeline') as is_pool,
        case
            when problem = 'not_data' then 'not_data'
            when
                coalesce(as_of_text, kind_text, mission_text, post_text, state_text, sex_text, branch, profile_text, start_text, end_text) is null
                and coalesce(cleared_text, nominated_text, selected_text, capability_text, languages, from_text, to_text) is null
                then 'not_data'
            when kind_text in ('list', 'kind', 'kind_of_post') and sex_text in ('sex', 'gender') then 'not_data'
            when problem is not null then 'unreadable_row'
            when as_of_text is null then 'missing_date'
            when as_of is null then 'unreadable_date'
            when as_of > received_on + 1 then 'future_date'
            when kind is null then 'unknown_list'
            when mission_text is not null and mission_code is null then 'unknown_mission'
            when kind not in ('command_cadre', 'talent_pipeline', 'nominee') and mission_code is null then 'unknown_mission'
            when state_text is not null and iso3 is null then 'unknown_country'
            when kind in ('command_cadre', 'talent_pipeline', 'nominee') and iso3 is null then 'unknown_country'
            when sex_text is not null and sex is null then 'unknown_sex'
            when kind in ('command_cadre', 'talent_pipeline') and sex is null then 'unknown_sex'
            when kind not in ('command_cadre', 'talent_pipeline') and post_text is null then 'missing_post'
            when not scratch.is_code(coalesce(post_text, 'P-1')) then 'unreadable_post'
            when not regexp_full_match(coalesce(branch, 'U1'), 'U[1-9]') then 'unknown_branch'
            when profile_text is not null and profile is null then 'unknown_profile'
            when (capability_text is not null or kind = 'nominee') and coalesce(unit_of_count, '') <> 'persons' then 'unknown_capability'
            when not regexp_full_match(coalesce(languages, 'en'), '[a-z]{2}(;[a-z]{2})*') then 'unknown_language'
            when (from_text is not null and available_from is null) or (to_text is not null and available_to is null) then 'unreadable_date'
            when available_to < available_from then 'ends_before_start'
            when (start_text is not null and tour_start is null) or (end_text is not null and tour_end is null) then 'unreadable_date'
            when tour_end < tour_start then 'ends_before_start'
            when count_fault is not null then count_fault
            when nominated_count > cleared_count or selected_count > coalesce(nominated_count, cleared_count, case when kind = 'nominee' then 1 end) then 'more_than_cleared'
        end as reason
    from read
)

select
    file_id,
    line,
    sheet,
    as_of,
    kind,
    case
        when is_pool then kind || '-' || iso3 || '-' || sex
        when kind = 'nominee' then kind || '-' || iso3 || '-' || post_text
        when starts_with(post_text, mission_code || '-') then post_text
        else mission_code || '-' || post_text
    end as post,
    mission_code as mission,
    iso3,
    sex,
    branch,
    profile,
    tour_start,
    tour_end,
    cleared_count,
    case when kind = 'nominee' then coalesce(nominated_count, 1) else nominated_count end as nominated_count,
    selected_count,
    case when kind = 'nominee' then capability end as capability,
    case when kind = 'nominee' then languages end as languages,
    case when kind = 'nominee' then available_from end as available_from,
    case when kind = 'nominee' then available_to end as available_to,
    reason,
    case
        when reason = 'unreadable_row' then problem
        when reason = 'not_data' then null
        when reason in ('missing_date', 'future_date') then 'the day of the list'
        when reason = 'unreadable_date' and as_of is null then 'the day of the list'
        when reason = 'unreadable_date' and from_text is not null and available_from is null then 'the day from which they could come'
        when reason = 'unreadable_date' and to_text is not null and available_to is null then 'the day until which they could come'
        when reason = 'ends_before_start' and available_to < available_from then 'the day until which they could come'
        when reason = 'unreadable_date' and start_text is not null and tour_start is null then 'the first day of the tour'
        when reason in ('unreadable_date', 'ends_before_start') then 'the last day of the tour'
        when reason = 'unknown_list' then 'the kind of post'
        when reason = 'unknown_mission' then 'the mission'
        when reason = 'unknown_country' then 'the state'
        when reason = 'unknown_sex' then 'the sex'
        when reason in ('missing_post', 'unreadable_post') then 'the number of the post'
        when reason = 'unknown_branch' then 'the branch'
        when reason = 'unknown_profile' then 'the profile'
        when reason = 'unknown_capability' then 'what they could come as'
        when reason = 'unknown_language' then 'the languages'
        else 'cleared, nominated or selected'
    end as detail
from with_reason;

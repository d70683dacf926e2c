-- Cast offers of partners, of which etl/readers/partners has read the words: what is a code or a day stands in its place, what it could not read
-- stands as it was. Without a state or an area a row is set aside; any other cell that was not read is named in not_read, and the row stays.
-- What is wrong is told by the name of its column, never by its text: it may be a name.
create or replace temp view stg_partner_offer as
with cells as (
    select
        raw.file_id,
        raw.line,
        raw.sheet,
        raw.problem,
        cast(file.received_at as date) as received_on,
        scratch.to_date(nullif(regexp_extract(file.name, '\d{4}-\d{2}-\d{2}'), '')) as named_on,
        scratch.clean(raw.as_of) as as_of,
        scratch.clean(raw.offer_id) as offer_id,
        scratch.clean(raw.state) as state,
        scratch.clean(raw.words) as words,
        scratch.clean(raw.place) as place,
        scratch.clean(raw.kind) as kind,
        scratch.clean(raw.areas) as areas,
        scratch.clean(raw.languages) as languages,
        scratch.clean(raw.from_day) as from_day,
        scratch.clean(raw.to_day) as to_day,
        scratch.clean(raw.period) as period,
        scratch.clean(raw.unit_count) as unit_count,
        scratch.clean(raw.people_count) as people_count,
        scratch.clean(raw.through) as through,
        scratch.clean(raw.recipients) as recipients,
        scratch.clean(raw.in_own_institution) as in_own_institution,
        scratch.clean(raw.is_self_sustaining) as is_self_sustaining
    from scratch.raw_partner_offer as raw
    left join meta.file as file on file.file_id = raw.file_id
),

known as (
    select
        (select '(?:' || string_agg(area, '|') || ')' from mart.partner_area) as area,
        (select '(?:' || string_agg(iso3, '|') || ')' from mart.country) as iso3,
        (select '(?:' || string_agg(distinct regional_group, '|') || ')' from mart.country) as regional_group
),

read as (
    select
        cells.*,
        coalesce(scratch.to_date(cells.as_of), cells.named_on, cells.received_on) as told_on,
        state.iso3,
        kind.kind as kind_code,
        case when regexp_full_match(cells.areas, known.area || '(;' || known.area || ')*') then cells.areas else named.area end as area_codes,
        case when regexp_full_match(cells.languages, '[a-z]{2}(;[a-z]{2})*') then cells.languages end as language_codes,
        case when regexp_full_match(cells.from_day, '\d{4}-\d\d-\d\d') then try_cast(cells.from_day as date) end as first_day,
        case when regexp_full_match(cells.to_day, '\d{4}-\d\d-\d\d') then try_cast(cells.to_day as date) end as last_day,
        scratch.to_count(cells.unit_count) as units,
        scratch.to_count(cells.people_count) as people,
        case when lower(cells.through) in ('lcm', 'tpp', 'bilateral') then lower(cells.through) end as channel,
        case when regexp_full_match(cells.recipients, known.iso3 || '(;' || known.iso3 || ')*|[Aa]ny|' || known.regional_group || '(;' || known.regional_group || ')*') then case when lower(cells.recipients) = 'any' then 'any' else cells.recipients end end as recipient_codes,
        scratch.to_yes_no(cells.in_own_institution) as own,
        scratch.to_yes_no(cells.is_self_sustaining) as lasting
    from cells
    cross join known
    left join scratch.state_spelling as state on state.spelling = scratch.fold(cells.state)
    left join mart.partner_kind as kind on cells.kind in (kind.kind, kind.name)
    left join mart.partner_area as named on named.name = cells.areas
),

judged as (
    select
        *,
        nullif(
            concat_ws(
                ';',
                case when kind is not null and kind_code is null then 'kind' end,
                case when languages is not null and language_codes is null then 'languages' end,
                case when from_day is not null and first_day is null or period is not null and first_day is null then 'from_day' end,
                case when to_day is not null and last_day is null or period is not null and last_day is null then 'to_day' end,
                case when unit_count is not null and units is null then 'unit_count' end,
                case when people_count is not null and people is null then 'people_count' end,
                case when through is not null and channel is null then 'through' end,
                case when recipients is not null and recipient_codes is null then 'recipients' end,
                case when in_own_institution is not null and own is null then 'in_own_institution' end,
                case when is_self_sustaining is not null and lasting is null then 'is_self_sustaining' end
            ),
            ''
        ) as not_read,
        case
            when problem = 'not_data' then 'not_data'
            when coalesce(state, words, place, kind, areas, languages, from_day, to_day, period, unit_count, people_count, through, recipients, in_own_institution, is_self_sustaining) is null then 'not_data'
            when problem like 'ask first: %' then 'ask_first'
            when problem is not null then 'unreadable_row'
            when as_of is not null and scratch.to_date(as_of) is null then 'unreadable_date'
            when told_on > received_on + 1 then 'future_date'
            when iso3 is null then 'unknown_country'
            when offer_id is not null and not scratch.is_code(upper(offer_id)) then 'unreadable_slot'
            when areas is null then 'missing_area'
            when area_codes is null then 'unknown_area'
            when kind is null then 'missing_kind'
            when kind_code is null then 'unknown_kind'
            when first_day > last_day then 'ends_before_start'
        end as reason
    from read
)

select
    file_id,
    line,
    sheet,
    told_on as as_of,
    coalesce(
        upper(offer_id),
        iso3 || '-' || left(
            md5(concat_ws('|', kind_code, area_codes, language_codes, place, first_day, last_day, units, people, channel, recipient_codes)), 6
        )
    ) as offer_id,
    iso3,
    kind_code as kind,
    area_codes as areas,
    language_codes as languages,
    place,
    first_day as from_day,
    last_day as to_day,
    units as unit_count,
    people as people_count,
    channel as through,
    recipient_codes as recipients,
    own as in_own_institution,
    lasting as is_self_sustaining,
    not_read,
    reason,
    case
        when reason = 'unreadable_row' then problem
        when reason = 'ask_first' then replace(problem, 'ask first: ', '')
        when reason = 'not_data' then null
        when reason in ('unreadable_date', 'future_date') then 'the day'
        when reason = 'unknown_country' then 'the state'
        when reason = 'unreadable_slot' then 'the number'
        when reason in ('missing_area', 'unknown_area') then 'the area'
        when reason in ('missing_kind', 'unknown_kind') then 'the kind'
        else 'the days'
    end as detail
from judged;

-- Requirements, capabilities, meetings and pledges. What is asked comes from reference files; pledges are filled by etl/pledges.
create table mart.requirement as
select
    requirement_id,
    cast(guide_line as integer) as guide_line,
    more_lines,
    chapter,
    section,
    pledge_category,
    family,
    standing,
    part_of,
    capability,
    kind,
    missions,
    languages,
    period,
    cast(due_date as date) as due_date,
    cast(quantity as integer) as quantity,
    cast(quantity_max as integer) as quantity_max,
    quantity_basis,
    unit_of_quantity,
    cast(share_percent as integer) as share_percent,
    share_of,
    condition,
    cast(slot_limit as integer) as slot_limit,
    recipient_kind,
    tags,
    edition,
    ask,
    note,
    cast(row_number() over (order by line) as integer) as position,
    source
from ref_text.requirement;

create table mart.capability as
select capability, name, component, unit_of_count, section, cast(row_number() over (order by line) as integer) as position, source
from ref_text.capability;

create table mart.pledge_category as
select category, name, cast(position as integer) as position, source
from ref_text.pledge_category;

create table mart.ministerial as
select
    ministerial,
    cast(held_from as date) as held_from,
    cast(held_to as date) as held_to,
    city,
    host,
    host_iso3,
    cast(details_due as date) as details_due,
    cast(window_months as integer) as window_months,
    source
from ref_text.ministerial;

create table mart.ministerial_total as
select
    ministerial,
    measure,
    category,
    capability,
    counts,
    cast(value as integer) as announced_count,
    cast(other_value as integer) as other_count,
    printed,
    source_url,
    source_date,
    cast(row_number() over (order by line) as integer) as position
from ref_text.ministerial_total;

-- The steps of a pledge: of units (track unit) and of everything else; a side mark stands beside the steps.
create table mart.step as
select track, status, cast(position as integer) as position, cast(is_side_mark as boolean) as is_side_mark, name, source
from ref_text.pledge_step;

-- Confirmed pledges. The open database holds those that were announced; the restricted one those confirmed from forms too.
create table mart.pledge (
    pledge_id varchar,
    iso3 varchar,
    ministerial varchar, -- one of mart.ministerial, null where it was none of them
    occasion varchar, -- as the source names it
    category varchar,
    capability varchar,
    track varchar, -- unit or other: which steps it takes
    quantity bigint,
    unit varchar,
    currency varchar,
    mission_code varchar,
    by_when varchar,
    languages varchar,
    condition varchar,
    women_percent integer,
    is_tangible boolean,
    sentence varchar,
    origin varchar, -- public report, form, slide, tracker
    source_url varchar,
    dated date,
    is_announced boolean,
    status varchar,
    status_date date,
    status_source varchar,
    flags varchar, -- codes of mart.pledge_remark
    file_id integer,
    file varchar,
    place varchar
);

create table mart.pledge_requirement (pledge_id varchar, requirement_id varchar, position integer, score double, words varchar);

create table mart.pledge_step (pledge_id varchar, status varchar, step_date date, source varchar, seq integer);

create table mart.pledge_remark (pledge_id varchar, remark varchar, reason varchar, shows varchar);

-- Reference tables, read strictly from data/reference (each as text in ref_text) and cast. A value that does not cast stops the build.
create table mart.country as
select
    iso3,
    name,
    cast(row_number() over (order by line) as integer) as un_order,
    cast(m49 as integer) as m49,
    m49_region,
    m49_subregion,
    m49_intermediate,
    regional_group,
    regional_group_second,
    cast(is_member_state as boolean) as is_member_state,
    note,
    source
from ref_text.country;

-- The codes of the large marts as numbers into a list: ten million rows are written in two thirds of the time, and grouped in half.
-- The lists are sorted, so that to order by the number is to order by the code.
create type mart.code_of_country as enum (select iso3 from ref_text.country where iso3 is not null group by iso3 order by iso3);
create type mart.code_of_mission as enum (
    select mission_code
    from (select mission_code from ref_text.mission union select 'not_stated') -- a month published without missions
    where mission_code is not null
    order by mission_code
);
create type mart.code_of_type as enum (
    select personnel_type from ref_text.personnel_type where personnel_type is not null group by personnel_type order by personnel_type
);
create type mart.code_of_category as enum (
    select category from ref_text.personnel_type where category is not null group by category order by category
);

create table mart.m49_area as
select m49, name, level, parent_m49, cast(row_number() over (order by line) as integer) as position, source
from ref_text.m49_area;

-- Which UN languages, and Portuguese, are official in a state.
create table mart.country_language as
select iso3, language, source
from ref_text.country_language;

create table ref.country_alias as
select spelling, iso3, source from ref_text.country_alias;

-- Codes as in the large marts: where one side of a join were text, the other would be spelled out row by row.
create table mart.mission as
select
    cast(mission_code as mart.code_of_mission) as mission_code,
    name,
    kind,
    kind = 'peacekeeping_operation' as is_peacekeeping,
    cast(lineage_code as mart.code_of_mission) as lineage_code,
    successor_code,
    host_iso3,
    hq_city,
    cast(hq_latitude as double) as hq_latitude,
    cast(hq_longitude as double) as hq_longitude,
    cast(started_on as date) as started_on,
    cast(ended_on as date) as ended_on,
    ended_precision,
    ended_source,
    cast(operations_end_on as date) as operations_end_on,
    operations_end_source,
    cast(mandate_last_day as date) as mandate_last_day,
    mandate_source,
    poc_mandate,
    poc_source,
    working_language,
    language_source,
    working_language_unsourced,
    ceiling_military,
    ceiling_observers_staff_officers,
    ceiling_police,
    ceiling_individual_police,
    ceiling_formed_police,
    cast(ceiling_date as date) as ceiling_date,
    ceiling_source,
    note,
    source
from ref_text.mission;

-- What happened to missions and contributors that figures of an earlier month do not show; restricted events are added later.
create table mart.mission_event (
    event_id varchar,
    on_day date,
    missions varchar,
    states varchar,
    kind varchar,
    category varchar,
    standing varchar,
    words varchar,
    source varchar,
    source_url varchar,
    source_date varchar
);

-- Months whose women of one kind in one mission are printed as they cannot be, and are counted as printed.
create table mart.known_break as
select
    cast(broken.as_of as date) as as_of,
    broken.mission_code,
    broken.personnel_type,
    kind.category,
    cast(broken.before_as_of as date) as before_as_of,
    broken.reason,
    broken.source
from ref_text.known_break as broken
left join (select distinct personnel_type, category from ref_text.personnel_type) as kind on kind.personnel_type = broken.personnel_type;

-- Thresholds of our own rules about figures.
create table mart.figure_rule as
select rule, cast(value as integer) as value, unit, reason, source
from ref_text.figure_rule;

create table mart.parity_category as
select category, cast(position as integer) as position, label, definition, cast(reported_from as date) as reported_from, requirement_id, source
from ref_text.parity_category;

create table mart.personnel_type as
select personnel_type, spelling, category, cast(is_police as boolean) as is_police, source
from ref_text.personnel_type;

create table mart.parity_target as
select category, cast(year as integer) as year, cast(target_percent as integer) as target_percent, status, source
from ref_text.parity_target;

create table mart.missing_month as
select cast(as_of as date) as as_of, reason, source
from ref_text.missing_month;

-- Known misprints, and what of the row they set aside: the split into women and men, or the row.
create table ref.erratum as
select
    source_name,
    cast(as_of as date) as as_of,
    iso3,
    mission_code,
    personnel_type,
    cast(women_printed as integer) as women_printed,
    cast(men_printed as integer) as men_printed,
    sets_aside,
    reason,
    source
from ref_text.erratum;

-- Months whose printed split into women and men is known to be wrong as a whole, by the women that they print.
create table ref.month_erratum as
select
    cast(as_of as date) as as_of,
    cast(women_printed as integer) as women_printed,
    cast(people_printed as integer) as people_printed,
    reason,
    source
from ref_text.month_erratum;

create table ref.published_total as
select
    cast(as_of as date) as as_of,
    mission_code,
    personnel_type,
    cast(people_count as bigint) as people_count,
    cast(women_count as bigint) as women_count,
    source
from ref_text.published_total;

create table ref.published_share as
select category, period, cast(women_percent as double) as women_percent, note, source
from ref_text.published_share;

-- From which level a unit can be there within how many days, and from when the clock runs.
create table mart.readiness_level as
select level, cast(position as integer) as position, cast(days as integer) as days, clock, source
from ref_text.readiness_level;

-- How long an acceptance and a renewal in the PCRS hold.
create table mart.renewal_rule as
select period, cast(months as integer) as months, source
from ref_text.renewal_rule;

-- Which kinds of unit must have an engagement platoon in a mission that protects civilians: always, or where the reader switches them in.
create table mart.platoon_scope as
select unit_type, counts, reason, source
from ref_text.platoon_scope;

-- How many days before a rotation leaves the next one is asked for what is missing.
create table mart.rotation_call as
select call, cast(days_before as integer) as days_before, source
from ref_text.rotation_call;

-- What the guide asks of officers by name.
create table mart.officer_profile as
select profile, name, cast(position as integer) as position, requirement_id, source
from ref_text.officer_profile;

-- What the guide asks states to do at home, so that women can deploy.
create table mart.measure_at_home as
select measure, name, cast(position as integer) as position, requirement_id, source
from ref_text.national_measure;

-- Single cases that were published of women in platoons and police units: never part of any count.
create table mart.published_women_case as
select about, mission, iso3, told_of, cast(women as integer) as women, cast(people as integer) as people, words, source
from ref_text.published_women_case;

-- What to call the reference lists that a reader of a figure would look up.
create table mart.citation as
select relation, title, source
from ref_text.citation
order by line;

-- What is asked, of what kind, at which meeting, and the steps that a pledge takes.
create table mart.requirement as
select
    asked.requirement_id,
    place.chapter as guide_chapter,
    place.section as guide_section,
    place.bullet as guide_bullet,
    cast(place.paragraph as integer) as guide_paragraph,
    cast(place.footnote as integer) as guide_footnote,
    asked.guide_names,
    asked.chapter,
    asked.section,
    asked.pledge_category,
    asked.family,
    asked.standing,
    asked.part_of,
    asked.capability,
    asked.kind,
    asked.missions,
    asked.languages,
    asked.period,
    cast(asked.due_date as date) as due_date,
    cast(asked.quantity as integer) as quantity,
    cast(asked.quantity_max as integer) as quantity_max,
    asked.quantity_basis,
    asked.unit_of_quantity,
    cast(asked.share_percent as integer) as share_percent,
    asked.share_of,
    asked.condition,
    cast(asked.slot_limit as integer) as slot_limit,
    asked.recipient_kind,
    asked.tags,
    asked.edition,
    asked.ask,
    asked.note,
    cast(row_number() over (order by asked.line) as integer) as position,
    asked.source
from ref_text.requirement as asked
join ref_text.guide_place as place on place.guide_line = asked.guide_line;

-- What points to an ask: a signal in a state's own figures, from how many on, and how far an ask reaches.
create table mart.ask_rule as
select
    cast(position as integer) as position,
    signal,
    cast(least as integer) as least_count,
    cast(most as integer) as most_count,
    requirement_id,
    meaning,
    source
from ref_text.ask_rule;

-- From how many troops in one mission on a state is asked for a unit of this size.
create table mart.ask_size as
select requirement_id, cast(least as integer) as least_count, meaning, source
from ref_text.ask_size;

-- Languages that a training package exists in: its original, and the translations made so far. Nobody need translate into these.
create table mart.translation_existing as
select requirement_id, language, standing, source
from ref_text.translation_existing;

create table mart.capability as
select capability, name, component, unit_of_count, section, cast(row_number() over (order by line) as integer) as position, source
from ref_text.capability;

create table mart.capability_kin as
select capability, answers_as, source
from ref_text.capability_kin;

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

-- Days of a Ministerial's process besides those of the list of Ministerials.
create table mart.ministerial_date as
select
    ministerial,
    kind,
    cast(from_on as date) as from_on,
    cast(to_on as date) as to_on,
    precision,
    about,
    place,
    hosts,
    source
from ref_text.ministerial_date;

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

-- Which personnel type of the monthly figures a capability is counted in, and how many persons one unit has, where a source says so.
create table mart.capability_people as
select capability, personnel_type, cast(people_per_unit as integer) as people_per_unit, source
from ref_text.capability_people;

-- The windows and limits by which deployment figures are held against a pledge.
create table mart.evidence_rule as
select rule, cast(value as integer) as value, cast(day as date) as day, about, source
from ref_text.evidence_rule;

-- Words by which a pledge keeps a unit ready, and does not send it.
create table mart.standby_word as
select word, source
from ref_text.standby_word;

-- How often the rules of evidence hold on random days, for states that pledged nothing.
create table mart.evidence_placebo as
select personnel_type, evidence, cast(drawn_count as integer) as drawn_count, cast(held_count as integer) as held_count, source
from ref_text.evidence_placebo;

-- What the field's terms are called in English and in French, and where the French was read.
create table mart.term as
select term_en, term_fr, abbreviation_en, abbreviation_fr, source, note
from ref_text.term;
-- Drafts of our own of what parts of a mission could ask for; planners load theirs (source scenario_module).
create table mart.scenario_draft as
select
    module,
    module_name,
    line_id,
    cast(line as integer) as position,
    capability,
    cast(quantity as bigint) as quantity,
    cast(person_count as bigint) as person_count,
    profile,
    languages,
    equipment_tags,
    cast(women_percent as integer) as women_percent,
    cast(by_day as integer) as by_day,
    reason,
    standing,
    source
from ref_text.scenario_module;

-- What partners offer and need: the areas and kinds of the guide, the needs that each kind of offer serves, in which area a capability
-- lies, and which asks of the guide are for those who build the capacity of others.
create table mart.partner_area as
select area, name, cast(position as integer) as position, source
from ref_text.partner_area;

create table mart.partner_kind as
select kind, name, cast(position as integer) as position, serves, source
from ref_text.partner_kind;

create table mart.partner_capability as
select capability, area, source
from ref_text.partner_capability;

create table mart.partner_ask as
select requirement_id, area, kind, source
from ref_text.partner_ask;

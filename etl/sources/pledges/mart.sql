-- Confirmed pledges. The open database holds those that were announced; the restricted one those confirmed from forms too.
create table mart.pledge (
    pledge_id varchar,
    iso3 varchar,
    ministerial varchar, -- one of mart.ministerial, null where it was none of them
    occasion varchar, -- as the source names it
    category varchar,
    capability varchar,
    track varchar, -- unit or other: which steps it takes
    quantity bigint, -- of a range the lower end
    quantity_max bigint, -- its upper end, null where it is none
    unit varchar,
    currency varchar,
    mission_code varchar,
    stated_people integer, -- persons that its words state beside a unit
    stated_types varchar, -- personnel types that its words state, where no capability says them
    repeats varchar, -- ids of pledges that speak of the same
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

-- A page says that the state pledged, and not what: counted nowhere.
create table mart.pledge_without_content (
    pledge_id varchar,
    iso3 varchar,
    ministerial varchar,
    occasion varchar,
    sentence varchar,
    source_url varchar,
    dated date,
    file_id integer,
    file varchar,
    place varchar
);

create table mart.pledge_requirement (pledge_id varchar, requirement_id varchar, position integer, score double, words varchar);

create table mart.pledge_step (pledge_id varchar, status varchar, step_date date, source varchar, seq integer);

create table mart.pledge_remark (pledge_id varchar, remark varchar, reason varchar, shows varchar);

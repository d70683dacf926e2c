-- What a review works on; in the restricted database only. Candidates wait for a person; a form is a file as it was received.
create table mart.pledge_form (
    file_id integer,
    file varchar,
    kind varchar, -- form, slide, tracker
    iso3 varchar,
    state_from varchar,
    ministerial varchar,
    received_on date,
    is_refused boolean,
    reason varchar,
    notes varchar,
    candidate_count integer
);

create table mart.pledge_candidate (
    candidate_id varchar,
    position integer, -- in the order of files and places
    file_id integer,
    file varchar,
    place varchar,
    sentence varchar,
    iso3 varchar,
    ministerial varchar,
    category varchar,
    category_from varchar,
    capability varchar,
    capability_words varchar,
    quantity bigint,
    quantity_max bigint,
    unit varchar,
    currency varchar,
    mission_code varchar,
    by_when varchar,
    languages varchar,
    committed_by varchar,
    partners varchar,
    slots varchar,
    condition varchar,
    women_percent integer,
    is_tangible boolean,
    part_of varchar, -- the candidate that it was split from
    was varchar, -- the candidate of an earlier version of the form whose sentence it changed
    source_url varchar,
    dated date
);

create table mart.candidate_requirement (candidate_id varchar, requirement_id varchar, position integer, score double, words varchar);

create table mart.candidate_remark (candidate_id varchar, remark varchar, reason varchar, shows varchar);

create table mart.pledge_decision (
    seq integer,
    decided_at timestamp,
    decided_by varchar,
    candidate_id varchar,
    action varchar,
    reason varchar,
    old varchar,
    new varchar
);

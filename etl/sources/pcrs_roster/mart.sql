-- What PCRS exports hold; in the restricted database only. Every export is kept: `is_newest` marks the rows of the latest one.
create table mart.roster_unit (
    export_on date,
    is_newest boolean,
    unit_id varchar,
    iso3 varchar, -- who gives the personnel of a partnered unit
    component varchar, -- military, police, civil_defence, individual, training
    capability varchar, -- not_read where the cell could not be read, not_reported where it is blank
    strength_count integer,
    women_count integer,
    level varchar, -- level_1, level_2, level_3, rdl, registered; null where not reported or not read
    date_pledged date,
    date_accepted date,
    last_renewed date,
    visit_date date,
    visit_result varchar,
    verification_date date,
    rdl_cycle varchar,
    has_load_list boolean,
    sur_reference varchar,
    available_from date,
    available_to date,
    condition varchar,
    condition_state varchar, -- met, unmet, unknown; null where there is no condition
    languages varchar, -- en;fr
    mission_specific varchar,
    status varchar, -- available, selected, deployed, withdrawn
    deployed_mission varchar,
    requirement_line varchar,
    ministerial_pledge_id varchar,
    is_smart boolean, -- a rotation of slots: available only in a covered one
    load_list varchar, -- yes (an accurate one), submitted, in_progress, draft, no
    invited_on date,
    invitation_accepted_on date,
    visit_planned_on date,
    predeployment_visit_on date,
    mou_state varchar, -- signed, draft, in_negotiation, none
    arrives_on date,
    caveats varchar,
    not_read varchar, -- names of the columns of this table, and slots, partners, equipment, whose cell could not be read: level;strength_count
    file_id integer,
    place varchar -- sheet and row, such as Level 2!B14
);

create table mart.roster_slot (export_on date, unit_id varchar, iso3 varchar, slot_from date, slot_to date);

create table mart.roster_partner (export_on date, unit_id varchar, iso3 varchar, role varchar);

create table mart.roster_equipment (export_on date, unit_id varchar, tag varchar, item_count integer);

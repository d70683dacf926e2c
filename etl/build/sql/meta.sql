-- What a version knows of itself. Every audience's database has these tables.
create table meta.build (version_id varchar, schema_version integer, built_at timestamp, dataset varchar, audience varchar);

create table meta.source (
    source varchar,
    dataset_id varchar,
    title varchar,
    producer varchar,
    url varchar,
    licence varchar,
    audience varchar,
    grain varchar,
    frequency varchar,
    due_days integer,
    late_days integer,
    overdue_days integer,
    is_bundled boolean,
    note varchar
);

-- Which declared source's rows stand in which table: what a figure cites. Reference lists have none.
create table meta.lineage (relation varchar, source varchar);

create table meta.file (
    file_id integer,
    source varchar,
    name varchar,
    sha256 varchar,
    size_bytes bigint,
    received_at timestamp,
    is_bundled boolean,
    read_count bigint,
    loaded_count bigint,
    quarantined_count bigint,
    repeated_count bigint,
    superseded_count bigint,
    not_data_count bigint,
    as_of_first date,
    as_of date,
    snapshot_on date -- the day in its name, for a source whose files have no date in them
);

create table meta.quarantine (
    file_id integer,
    place varchar,
    reason varchar,
    detail varchar,
    as_of date,
    mission_code varchar,
    iso3 varchar,
    personnel_type varchar,
    raw varchar
);

create table meta.finding (
    finding varchar,
    file_id integer,
    place varchar,
    detail varchar,
    other_file_id integer,
    other_place varchar
);

-- Files that are left out of this version, with what was expected and what to do.
create table meta.refused (file_name varchar, source varchar, place varchar, problem varchar, expected varchar, remedy varchar);

create table meta.check_passed (sentence varchar);

-- What is odd about a monthly PDF: its raw table, the finding and the place.
create table scratch.pdf_remark (raw_table varchar, finding varchar, line integer, sheet varchar, detail varchar);

-- Columns of a file that are left out because they name people, by the table that its rows were read into.
create table scratch.left_out (raw_table varchar, sheet varchar, letters varchar, why varchar);

-- What a reader of a row should know, in words that quote none of it, by the table that it was read into.
create table scratch.row_noted (raw_table varchar, sheet varchar, line integer, note varchar);

-- Tables whose file is read as Windows-1252.
create table scratch.read_as_windows (raw_table varchar);

-- Files whose raw text this build has read; the rows of others are taken from the version that is served.
create table scratch.read_file (file_id integer, source varchar);

-- Rows that a build keeps out of the marts, of all sources; scratch goes with the build.
create table scratch.row_out (
    source varchar,
    file_id integer,
    line integer,
    sheet varchar,
    outcome varchar,
    reason varchar,
    detail varchar
);

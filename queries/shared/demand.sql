-- What is asked of units, once for every query that asks: the lines of mission requirements and the requirements file as one demand, in
-- which nothing is counted twice. Before it stands `parameters` with as_of and edition; it leaves `edition` (the edition of the file that
-- answers), `edition_line` (its lines with a capability), `line_total` and `file_total` (what each source says of a capability), and
-- `demand`: a row for each line of a mission (line_id), and for what the file asks beyond them in a mission or in any (general).
-- Lines come before the file for the same capability and mission. Neither source says whether the number for any mission holds the
-- lines too: the larger total stands, never their sum, so that general is what the file asks of the capability beyond named missions.
edition as (
    select max(line.edition_date) as edition_date
    from parameters
    left join mart.requirement_line as line
        on coalesce(parameters.edition, parameters.as_of) is null
        or line.edition_date <= coalesce(parameters.edition, parameters.as_of)
),

edition_line as (
    select line.capability, line.mission, line.quantity
    from mart.requirement_line as line
    join edition on edition.edition_date = line.edition_date
    where line.capability <> ''
),

line_edition as (
    select max(line.edition_date) as edition_date
    from mart.mission_line as line
    join parameters
        on coalesce(parameters.edition, parameters.as_of) is null
        or line.edition_date <= coalesce(parameters.edition, parameters.as_of)
),

mission_demand as (
    select line.capability, line.mission, line.line_id, cast(line.quantity as bigint) as quantity
    from mart.mission_line as line
    join line_edition on line_edition.edition_date = line.edition_date
),

line_total as (
    select capability, cast(sum(quantity) as bigint) as quantity
    from mission_demand
    group by capability
),

file_demand as (
    select capability, mission, cast(sum(quantity) as bigint) as quantity
    from edition_line
    group by capability, mission
),

file_total as (
    select capability, cast(sum(quantity) as bigint) as quantity
    from file_demand
    group by capability
),

named_demand as (
    select capability, mission, line_id, quantity
    from mission_demand
    union all
    select file_demand.capability, file_demand.mission, null, file_demand.quantity
    from file_demand
    left join (select distinct capability, mission from mission_demand) as line
        on line.capability = file_demand.capability and line.mission = file_demand.mission
    where file_demand.mission <> 'general' and line.mission is null
),

named_total as (
    select capability, coalesce(sum(quantity), 0) as quantity
    from named_demand
    group by capability
),

demand as (
    select capability, mission, line_id, quantity
    from named_demand
    union all
    select
        general.capability,
        general.mission,
        null,
        case
            when general.quantity is null then null
            when file_total.quantity > coalesce(named_total.quantity, 0)
                then cast(file_total.quantity - coalesce(named_total.quantity, 0) as bigint)
            else 0
        end
    from file_demand as general
    join file_total on file_total.capability = general.capability
    left join named_total on named_total.capability = general.capability
    where general.mission = 'general'
)

-- What the guide asks of those who build the capacity of others, as needs of the United Nations: `partner_asked`, asks and the details of one, whose
-- date is not past. Before it stands `parameters` with today.
partner_asked as (
    select
        ask.requirement_id,
        asked.area,
        asked.kind,
        ask.languages,
        ask.due_date,
        ask.recipient_kind,
        ask.ask,
        ask.position
    from mart.partner_ask as asked
    join mart.requirement as ask on ask.requirement_id = asked.requirement_id
    cross join parameters
    where ask.due_date is null or ask.due_date >= parameters.today
)

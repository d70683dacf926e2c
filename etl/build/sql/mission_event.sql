-- Adds the events that may be open, or all others: press, and whatever names a state that leaves or is reduced.
insert into mart.mission_event
select event_id, cast(on_day as date), missions, states, kind, category, standing, words, source, source_url, source_date
from read_csv($path, all_varchar = true, header = true, delim = ',', quote = '"')
where (standing <> 'press' and (states is null or kind not in ('withdrawal', 'drawdown'))) = $is_open
order by event_id;

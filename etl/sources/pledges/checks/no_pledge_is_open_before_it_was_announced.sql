-- Runs on what becomes the open database: what is confirmed and not announced is added to the restricted one afterwards.
select pledge_id, file, place
from mart.pledge
where not is_announced;

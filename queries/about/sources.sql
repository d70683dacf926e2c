-- title: Sources
-- list: What is loaded from where, under which licence
-- unit: as named
-- grain: one row per source
-- columns: source = Source; dataset_id = Dataset id; title = Title; producer = Producer; url = Address; licence = Licence; audience = Audience; grain = Grain;
--   frequency = Published; is_bundled = Comes with the project; note = Note
-- params: 
-- audience: open, own
-- from: meta.source
-- note: 

select source, dataset_id, title, producer, url, licence, audience, grain, frequency, is_bundled, note
from meta.source
order by source

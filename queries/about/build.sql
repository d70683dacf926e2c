-- title: This version
-- list: Id, schema, time and audience of the version
-- unit: as named
-- grain: one row
-- params: 
-- audience: open
-- from: meta.build
-- note: 

select version_id, schema_version, built_at, dataset, audience
from meta.build

-- title: This version
-- list: Id, schema, time and audience of the version
-- unit: as named
-- grain: one row
-- columns: version_id = Data version; schema_version = Schema; built_at = Built [day]; dataset = Dataset; audience = Audience
-- params: 
-- audience: open
-- from: meta.build
-- note: 

select version_id, schema_version, built_at, dataset, audience
from meta.build

-- Who replaces a rotation cannot be read: neither a state, nor none, nor repatriation. The text itself is not told: it may be a name.
select
    entry.file_id,
    entry.line,
    entry.sheet,
    entry.unit_id || ': who replaces it' as detail
from mart.unit_return as entry
where entry.replaced_by = 'not_read';

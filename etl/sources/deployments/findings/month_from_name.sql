-- A monthly PDF that does not say its month: the name of the file does.
select
    cast(regexp_extract(remark.raw_table, '\d+$') as integer) as file_id,
    remark.line,
    remark.sheet,
    remark.detail
from scratch.pdf_remark as remark
where remark.finding = 'month_from_name';

-- A monthly PDF whose name says another month than its text, which decides.
select
    cast(regexp_extract(remark.raw_table, '\d+$') as integer) as file_id,
    remark.line,
    remark.sheet,
    remark.detail
from scratch.pdf_remark as remark
where remark.finding = 'name_and_month_differ';

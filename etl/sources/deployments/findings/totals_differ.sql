-- A total that a monthly PDF prints and its rows do not make; a build loads such a month only on a yes (accepted_total.csv, or a decision).
select
    cast(regexp_extract(remark.raw_table, '\d+$') as integer) as file_id,
    remark.line,
    remark.sheet,
    remark.detail
from scratch.pdf_remark as remark
where remark.finding = 'totals_differ';

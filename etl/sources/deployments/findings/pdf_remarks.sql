-- What is odd about a monthly PDF: month_from_name, it does not say its month and its name does; name_and_month_differ, its name says another
-- month than its text, which decides; totals_differ, a total that it prints and its rows do not make (loaded only on a yes: accepted_total.csv,
-- or a decision).
select
    cast(regexp_extract(remark.raw_table, '\d+$') as integer) as file_id,
    remark.line,
    remark.sheet,
    remark.detail,
    remark.finding as finding_code
from scratch.pdf_remark as remark;

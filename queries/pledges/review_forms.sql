-- title: Forms, slides and trackers received
-- list: What was received from whom and when, how many commitments were read in it, or why it was refused
-- unit: candidates
-- grain: one row per file
-- columns: file = File; kind = Kind; iso3 = Code; country_name = Member State; ministerial = Ministerial; received_on = Received on [day]; details_due =
--   Details due [day]; candidate_count = Candidates read [count]; is_refused = Refused; reason = Reason; notes = Remarks
-- params:
-- audience: restricted
-- from: mart.pledge_form, mart.country, mart.ministerial
-- note: form and slide are due on the day that the Ministerial named; later ones are not rejected

select
    form.file,
    form.kind,
    form.iso3,
    country.name as country_name,
    form.ministerial,
    form.received_on,
    ministerial.details_due,
    form.candidate_count,
    form.is_refused,
    form.reason,
    form.notes
from mart.pledge_form as form
left join mart.country as country on country.iso3 = form.iso3
left join mart.ministerial as ministerial on ministerial.ministerial = form.ministerial
order by form.received_on desc, form.file

-- title: Candidates: what forms, slides and trackers promise, before and after a person decided
-- list: One commitment as it was read, with its words and place; what a person decided is in the log of decisions
-- unit: one row per candidate
-- grain: one row per candidate, in the order of files and places
-- columns: candidate_id = Candidate; position = Position; file = File; place = Place; kind = Kind; received_on = Received on [day]; sentence = In its own
--   words; iso3 = Code; country_name = Member State; ministerial = Ministerial; category = Category; category_from = Category from; capability =
--   Capability; capability_words = Words of the capability; quantity = Quantity; quantity_max = Up to; unit = Unit of count; currency = Currency;
--   mission_code = Mission; by_when = By when; languages = Languages; committed_by = Committed by; partners = Partners; slots = Slots of the rotation;
--   condition = Condition; women_percent = Women, %; is_tangible = Tangible; part_of = Part of; was = Replaces; was_sentence = Sentence that it replaces
-- params:
-- audience: restricted
-- from: mart.pledge_candidate, mart.pledge_form, mart.country
-- note: nothing here counts anywhere before it is confirmed

select
    candidate.candidate_id,
    candidate.position,
    candidate.file,
    candidate.place,
    form.kind,
    form.received_on,
    candidate.sentence,
    candidate.iso3,
    country.name as country_name,
    candidate.ministerial,
    candidate.category,
    candidate.category_from,
    candidate.capability,
    candidate.capability_words,
    candidate.quantity,
    candidate.quantity_max,
    candidate.unit,
    candidate.currency,
    candidate.mission_code,
    candidate.by_when,
    candidate.languages,
    candidate.committed_by,
    candidate.partners,
    candidate.slots,
    candidate.condition,
    candidate.women_percent,
    candidate.is_tangible,
    candidate.part_of,
    candidate.was,
    earlier.sentence as was_sentence
from mart.pledge_candidate as candidate
left join mart.pledge_form as form on form.file_id = candidate.file_id
left join mart.country as country on country.iso3 = candidate.iso3
left join mart.pledge_candidate as earlier on earlier.candidate_id = candidate.was
order by candidate.position

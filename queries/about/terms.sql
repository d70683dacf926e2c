-- title: Terms in English and French
-- list: What the terms of this field are called in English and in French, with their abbreviations, and where the French was read
-- unit: as named
-- grain: one row per term, in English order
-- columns: term_en = Term in English; term_fr = Term in French; abbreviation_en = Abbreviation in English; abbreviation_fr = Abbreviation in French; source = Where the French was read; note = Note
-- params: 
-- audience: open
-- from: mart.term
-- note: a term whose French was not found says so, and has our own words

select term_en, term_fr, abbreviation_en, abbreviation_fr, source, note
from mart.term
order by lower(term_en), term_en

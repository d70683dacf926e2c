-- title: Single published cases
-- list: What was published of women in single engagement platoons and police units, each with its source
-- unit: people
-- grain: one row per case
-- columns: about = About; mission = Mission; iso3 = Code; told_of = Told of; women = Women; people = People; words = What was published; source = Source
-- params:
-- audience: open
-- from: mart.published_women_case
-- note: single cases, never part of a count; blank is not told

select about, mission, iso3, told_of, women, people, words, source
from mart.published_women_case
order by about, mission nulls last, told_of

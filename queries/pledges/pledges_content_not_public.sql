-- title: Pledged, content not public
-- list: Public pages that say that a state pledged, and not what
-- unit: one row per page and state
-- grain: one row per announcement, newest first
-- columns: pledge_id = Pledge; iso3 = Code; ministerial = Ministerial; occasion = Occasion; sentence = Summary of a public page; source_url = Page; dated = Day of
--   the report [day]; file = File; place = Place
-- params: ministerial VARCHAR = null; iso3 VARCHAR = null
-- audience: open
-- from: mart.pledge_without_content, mart.country
-- note: counted nowhere, repeated by nothing, and no reason to call: what was pledged is not known here

select entered.pledge_id, entered.iso3, entered.ministerial, entered.occasion, entered.sentence, entered.source_url, entered.dated, entered.file, entered.place
from mart.pledge_without_content as entered
left join mart.country as country on country.iso3 = entered.iso3
where
    ($ministerial is null or entered.ministerial = $ministerial or ($ministerial = 'none' and entered.ministerial is null))
    and ($iso3 is null or entered.iso3 = $iso3)
order by entered.dated desc nulls last, country.un_order nulls last, entered.pledge_id

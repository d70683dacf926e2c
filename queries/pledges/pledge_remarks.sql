-- title: Remarks on pledges
-- list: What a reader should look at, with its reason in words and what it compares with
-- unit: one row per remark
-- grain: one row per pledge and remark
-- columns: pledge_id = Pledge; iso3 = Code; ministerial = Ministerial; occasion = Occasion; sentence = Summary of a public page, or own words; remark = Remark; reason = Reason; shows
--   = What it shows
-- params: pledge_id VARCHAR = null; iso3 VARCHAR = null; remark VARCHAR = null
-- audience: open, own
-- from: mart.pledge_remark, mart.pledge
-- note: a remark rejects nothing

select remarked.pledge_id, pledge.iso3, pledge.ministerial, pledge.occasion, pledge.sentence, remarked.remark, remarked.reason, remarked.shows
from mart.pledge_remark as remarked
join mart.pledge as pledge on pledge.pledge_id = remarked.pledge_id
where
    ($pledge_id is null or remarked.pledge_id = $pledge_id)
    and ($iso3 is null or pledge.iso3 = $iso3)
    and ($remark is null or remarked.remark = $remark)
order by remarked.pledge_id, remarked.remark

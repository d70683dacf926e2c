-- title: Returns of one unit
-- list: Every return of one unit slot, the newest first: who provided it, its rotation, women and platoon
-- unit: people
-- grain: one row per day of a return
-- columns: as_of = As of [day]; iso3 = Code; rotation = Rotation; rotated_in = Came on [day]; rotates_out = Leaves on [day]; strength_count = People in the unit
--   [count]; women_count = Women [count]; status = Status; platoon_women = Women in the platoon; platoon_strength = People in the platoon; women_fraction
--   = Share of women [percent]; platoon_trained = Trained as a platoon; commander_trained = Commander trained in gender-responsive leadership;
--   gender_planners = Planners with gender expertise; women_announced = Women announced in advance; accommodation_meets = Women's accommodation up to
--   standard; ied_awareness = Trained on explosive devices before deployment; file_name = File; place = Place
-- params: unit_id VARCHAR; as_of DATE = null
-- audience: restricted
-- from: mart.unit_return, mart.requirement, meta.file
-- note: blank is not reported, 0 is none; a slot keeps its id across rotations and contributors; status as in engagement_platoon_units, from the return itself

with
-- include: platoon_return

select
    entry.as_of,
    entry.iso3,
    entry.rotation,
    entry.rotated_in,
    entry.rotates_out,
    entry.strength_count,
    entry.women_count,
    entry.reported_status as status,
    entry.platoon_women,
    entry.platoon_strength,
    case when entry.platoon_strength >= 10 then entry.platoon_women / cast(entry.platoon_strength as double) end as women_fraction,
    entry.platoon_trained,
    entry.commander_trained,
    entry.gender_planners,
    entry.women_announced,
    entry.accommodation_meets,
    entry.ied_awareness,
    file.name as file_name,
    case when entry.sheet is null then 'line ' || entry.line else entry.sheet || ', row ' || entry.line end as place
from platoon_return as entry
left join meta.file as file on file.file_id = entry.file_id
where entry.unit_id = $unit_id and (cast($as_of as date) is null or entry.as_of <= cast($as_of as date))
order by entry.as_of desc

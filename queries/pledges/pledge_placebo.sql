-- title: The rules of evidence on random days
-- metric: How often the rules of evidence hold of pledges that nobody made: random days, numbers and missions for states that have no pledge in the public list and deploy people of the type
-- unit: pledges that nobody made
-- grain: one row per personnel type and kind of evidence
-- columns: personnel_type = Personnel type; evidence = In deployment figures; drawn_count = Days drawn [count]; held_count = Hold by chance [count];
--   held_fraction = Share [percent]; limit_fraction = Limit [percent]; is_too_often = Too often
-- params:
-- audience: open
-- from: mart.evidence_placebo, mart.evidence_rule
-- note: drawn_count leaves out days of which nothing can be seen, or whose months before hold the number already; the numbers and the share of named missions are those of the pledges of the type; a personnel type whose share is over the limit for seen, or for partly seen, gets no sentence; made by python -m bench placebo from the bundled figures

select
    placebo.personnel_type,
    placebo.evidence,
    placebo.drawn_count,
    placebo.held_count,
    placebo.held_count / cast(placebo.drawn_count as double) as held_fraction,
    rule.value / cast(100 as double) as limit_fraction,
    100 * placebo.held_count > rule.value * placebo.drawn_count as is_too_often
from mart.evidence_placebo as placebo
join mart.evidence_rule as rule on rule.rule = 'placebo_percent'
order by placebo.personnel_type, placebo.evidence

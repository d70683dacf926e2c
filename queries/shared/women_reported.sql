-- What may be said of women where the sex of some is not reported. Before it stands `summed` with women_reported_count (the women of those
-- reported by sex), sex_not_reported_count and people_count; it leaves `sexed`: its rows with women_count, women_most_count (as if all others were
-- women) and women_fraction (over those reported), null where fewer are reported by sex than the rule asks, and the bounds of the share.
sexed as (
    select
        summed.*,
        case when 100 * summed.sex_not_reported_count <= (100 - rule.value) * summed.people_count then summed.women_reported_count end as women_count,
        case
            when 100 * summed.sex_not_reported_count <= (100 - rule.value) * summed.people_count
                then summed.women_reported_count + summed.sex_not_reported_count
        end as women_most_count,
        case
            when 100 * summed.sex_not_reported_count <= (100 - rule.value) * summed.people_count
                then cast(summed.women_reported_count as double) / nullif(summed.people_count - summed.sex_not_reported_count, 0)
        end as women_fraction,
        cast(summed.women_reported_count as double) / nullif(summed.people_count, 0) as women_fraction_least,
        cast(summed.women_reported_count + summed.sex_not_reported_count as double) / nullif(summed.people_count, 0) as women_fraction_most
    from summed
    cross join mart.figure_rule as rule
    where rule.rule = 'sex_reported'
)

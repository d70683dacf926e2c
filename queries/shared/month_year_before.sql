-- The reported month a year before `asked_month` that has figures in $scope, and whether it states missions; one row, null where there is none.
month_year_before as (
    select max(reported.as_of) as as_of, max(case when reported.states_mission then reported.as_of end) as stating_as_of
    from mart.reported_month as reported
    join asked_month
        on extract(year from reported.as_of) = extract(year from asked_month.as_of) - 1
        and extract(month from reported.as_of) = extract(month from asked_month.as_of)
    where ($scope = 'all' or reported.states_mission)
)

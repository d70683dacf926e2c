-- The month asked for, a row of `asked_month`, where it is reported in $scope: peacekeeping operations alone have no figures in a month that states no
-- missions. No row means not reported.
reported as (
    select month.as_of, month.states_mission
    from mart.reported_month as month
    join asked_month on asked_month.as_of = month.as_of
    where ($scope = 'all' or month.states_mission)
)

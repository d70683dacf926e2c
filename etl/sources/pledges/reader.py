"""Forms, slides, trackers and public pages: read by etl/readers/pledges, with what rosters show of the pledges that they name."""

from typing import Any

from etl.build import registered
from etl.build.intake import Drop
from etl.build.pledges import Pledges


def read(drops: dict[int, Drop], earlier: dict[str, Any]) -> Pledges:
    """All pledge files, with the decisions on them."""
    rosters = earlier["pcrs_roster"]
    return Pledges(drops, rosters.registered(), registered.steps(rosters.readings.values()))

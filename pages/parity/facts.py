"""Say what is known of justice and corrections personnel where the month itself has no figure: a snapshot answers for its own day."""

import pandas as pd

from pages.kit import formats
from pages.kit.cache import run
from pages.kit.text import _
from pages.kit.view import View

CODE = "justice_corrections_gpp"


def words(view: View, parity: pd.DataFrame) -> str:
    """Return a sentence on the category, or nothing where the frame (parity_by_category) has its figure."""
    row = parity[parity["category"] == CODE].iloc[0]
    if not pd.isna(row["people_count"]):
        return ""
    latest = run("gpp_parity", view.snapshot, scope=view.scope)
    if latest.empty:
        return _(
            "Justice and corrections: not reported, because no file of that source is loaded yet. Not zero. Drop DPO-JCS-GPP,"
            " named by its day, into data/inbox/gpp/."
        )
    found = latest.iloc[0]
    told = _(
        "Justice and corrections: not reported for {day}, not zero. The latest snapshot, of {own}: {women} women of {people}"
    ).format(
        day=formats.day(view.as_of), own=formats.day(found["as_of"]), women=formats.count(found["women_count"]),
        people=formats.count(found["people_count"]),
    )  # fmt: skip
    if found["people_count"] < formats.SMALL:
        return f"{told}."
    return f"{told} ({formats.share(found['women_count'], found['people_count'])}; " + _(
        "2025 minimum {minimum}, {more} more women)."
    ).format(
        minimum=formats.percent(found["minimum_2025_percent"]), more=formats.count(found["more_women_by_replacement"])
    )

"""Lines over time of contributors, regional groups, missions and categories: which there are, and their months without gaps made up."""

from typing import Any

import pandas as pd

from pages.deployments import facts as deployed
from pages.kit import formats, labels, naming
from pages.kit.text import _
from pages.kit.view import Run, View, scope_name

TREND = "explore_trend"
MOST = 8  # lines in one chart: more cannot be told apart
COLUMN = {"people": "people_count", "women": "women_count", "share": "women_fraction"}
MEASURES = {"people": "People", "women": "Women", "share": "Share of women"}
BY = {"regional_group": "UN regional group", "contributor": "Contributor", "mission": "Mission", "category": "Category"}


def trend(run: Run, view: View, by: str) -> pd.DataFrame:
    """Return the answer of explore_trend up to the month shown, one row a month and key."""
    rows = run(TREND, view.snapshot, by=by, scope=view.scope)
    return rows[rows["as_of"] <= pd.Timestamp(view.as_of)].reset_index(drop=True)


def names(run: Run, view: View, by: str, rows: pd.DataFrame) -> dict[str, str]:
    """Return what can be chosen as code -> name, in the order that the United Nations uses; only what `rows` hold."""
    if by == "contributor":
        known = naming.states(run, view)
    elif by == "regional_group":
        known = {code: _(name) for code, name in labels.GROUPS.items()}
    elif by == "category":
        known = {code: labels.category_name(code) for code in labels.CATEGORIES}
    else:
        newest = run("missions", view.snapshot).set_index("mission_code")["lineage_code"]
        known = {line: " / ".join(newest.index[newest == line]) for line in sorted(set(rows["key"]))}
    there = set(rows["key"])
    return {code: name for code, name in known.items() if code in there}


def largest(rows: pd.DataFrame, number: int = 5) -> list[str]:
    """Return the codes with most people in the newest month of the rows: what is drawn until somebody chooses."""
    newest = rows[rows["as_of"] == rows["as_of"].max()].sort_values(["people_count", "key"], ascending=[False, True])
    return newest["key"].head(number).tolist()


def lines(run: Run, view: View, by: str, keys: list[str], rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each month-end and key, from the first reported month on.

    A reported month that prints nobody of a contributor or group is 0; of a mission or category it is so only between its
    first and its last month with people. A month that was not reported, or that states no missions where missions are asked
    for, is empty.
    """
    reported = deployed.reported(run, view)
    if by == "mission":
        reported = reported[~reported.isin(set(deployed.unstated(run, view)))]
    every = pd.date_range(reported.min(), reported.max(), freq="ME") if len(reported) else pd.DatetimeIndex([])
    drawn = []
    for key in keys:
        own = rows[rows["key"] == key].set_index("as_of").reindex(every)
        silent = own["people_count"].isna() & own.index.isin(reported)
        if by in ("mission", "category"):
            there = own.index[own["people_count"].notna()]
            silent &= (own.index >= there.min()) & (own.index <= there.max())
        own.loc[silent, ["women_count", "people_count", "sex_not_reported_count"]] = 0
        drawn.append(own.assign(key=key).rename_axis("as_of").reset_index())
    columns = ["as_of", "key", *COLUMN.values(), "sex_not_reported_count"]
    return pd.concat(drawn, ignore_index=True)[columns] if drawn else pd.DataFrame(columns=columns)


def gaps(run: Run, view: View, by: str) -> pd.Series:
    """Return why a month-end has no figure, by month: those not reported, and where missions are asked for, those that state none."""
    missing = run("missing_months", view.snapshot).set_index("as_of")["reason"].map(_)
    if by == "mission" or view.scope != "all":
        unstated = deployed.unstated(run, view)
        missing = pd.concat([missing, pd.Series(_("published without missions"), index=unstated, dtype=object)])
    return missing[missing.index <= pd.Timestamp(view.as_of)].sort_index()


def words(row: Any, measure: str) -> str:
    """Return one month's figure of a line in words, or a dash. Row: of `lines`."""
    if measure == "people" or pd.isna(row.people_count):
        return formats.count(row.people_count)
    return formats.women_of(row) if measure == "women" else formats.share_of(row)


def finding(measure: str, drawn: pd.DataFrame, called: dict[str, str]) -> str:
    """Return a sentence on the largest line: its newest figure, and its first one. Frame: of `lines`."""
    column = COLUMN[measure]
    known = drawn[drawn[column].notna()]
    if known.empty:
        return _("Nothing is reported for this choice")
    newest = known[known["as_of"] == known["as_of"].max()].sort_values([column, "key"], ascending=[False, True])
    last = newest.iloc[0]
    first = known[known["key"] == last["key"]].sort_values("as_of").iloc[0]
    form = {
        "people": _("{name}: {now} people in {month}, {then} in {before}"),
        "women": _("{name}: {now} women in {month}, {then} in {before}"),
        "share": _("{name}: women {now} in {month}, {then} in {before}"),
    }[measure]
    return form.format(
        name=called[last["key"]],
        now=words(last, measure),
        month=formats.month(last["as_of"]),
        then=words(first, measure),
        before=formats.month(first["as_of"]),
    )


def figure(view: View, measure: str, by: str) -> str:
    """Return the name of what is drawn: measure, what by, and which missions count."""
    return f"{_(MEASURES[measure])} · {_(BY[by])} · {scope_name(view)}"

"""Set two data versions side by side: the one place where the answers of two databases meet.

Every other figure is one query of one database. A difference between versions cannot be: each side is asked for its own
rows, and this compares them row by row. No Streamlit, no queries.
"""

import pandas as pd

KEY = ["as_of", "mission_code", "iso3", "personnel_type"]
VALUES = ["women_count", "men_count", "people_count"]
KINDS = ("new", "revised", "removed")


def rows(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """The rows that differ: their key, what happened to them, and their figures before and after.

    Frames: deployment_rows, each row of a key once. A new row has no figures before, a removed one none after.
    """
    both = before[KEY + VALUES].merge(
        after[KEY + VALUES], on=KEY, how="outer", suffixes=("_before", "_after"), indicator="kind", validate="1:1"
    )
    same = both["kind"] == "both"
    for value in VALUES:
        both[[f"{value}_before", f"{value}_after"]] = both[[f"{value}_before", f"{value}_after"]].astype("Int64")
        were, are = both[f"{value}_before"], both[f"{value}_after"]
        same &= (were == are).fillna(False) | (were.isna() & are.isna())  # nobody's sex reported on either side
    names = {"both": "revised", "left_only": "removed", "right_only": "new"}
    both["kind"] = both["kind"].astype(str).map(names)
    changed = both[~same].sort_values(KEY, ignore_index=True)
    return changed[["kind", *KEY, *(f"{value}_{side}" for value in VALUES for side in ("before", "after"))]]


def months(changed: pd.DataFrame, before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Per month with a row that differs, how many are new, revised and removed, and its people before and after.

    Frames: what `rows` returns, and deployment_trend of each side. A month that a side does not report has no people
    there, which is not 0, and then no change.
    """
    counted = pd.crosstab(changed["as_of"], changed["kind"]).reindex(columns=list(KINDS), fill_value=0)
    table = counted.rename(columns={kind: f"{kind}_count" for kind in KINDS}).rename_axis(None, axis="columns")
    for side, frame in (("before", before), ("after", after)):
        table[f"people_{side}"] = frame.set_index("as_of")["people_count"].astype("Int64").reindex(table.index)
    table["people_change"] = table["people_after"] - table["people_before"]
    return table.reset_index().sort_values("as_of", ascending=False, ignore_index=True)


def counts(before: pd.Series, after: pd.Series) -> pd.DataFrame:
    """Per code of two lists, how often it stands in each."""
    frame = pd.DataFrame({"before": before.value_counts(), "after": after.value_counts()}).fillna(0).astype("int64")
    return frame.rename_axis("code").sort_index().reset_index()


def files(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """The files that only one side has, by their hash: what came and what went. Frames: files."""
    came = after[~after["sha256"].isin(before["sha256"])].assign(kind="new")
    went = before[~before["sha256"].isin(after["sha256"])].assign(kind="removed")
    parts = [part for part in (came, went) if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else came

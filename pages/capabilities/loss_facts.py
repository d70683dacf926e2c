"""What would be lost: of what is asked for where units, states or missions drop out, and without each contributor."""

import pandas as pd

from pages.capabilities import facts, labels
from pages.capabilities.rapid_facts import Question
from pages.kit import formats, naming
from pages.kit import labels as kit_labels
from pages.kit.text import _, ngettext
from pages.kit.view import Run, View

MATCHED, LOSS, TURNS = "demand_matched", "contributor_loss", "rotation_turns"
NAMED = 3  # contributors that the finding names
KEYS = ["line", "mission", "capability"]


def demand(run: Run, view: View, question: Question) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What is asked for in units as it is and as asked (demand_matched), each row with `covered`: what serves it and available units matched to it."""
    frames = (run(MATCHED, view.snapshot, **facts.dated(view), **more) for more in ({}, question.without()))
    before, after = (_covered(frame) for frame in frames)
    return before, after


def _covered(matched: pd.DataFrame) -> pd.DataFrame:
    rows = matched[matched["quantity"].notna() & matched["is_in_units"].astype(bool)]
    number = (rows["serving_count"] + rows["assessed_count"]).astype("Int64")
    return rows.assign(
        covered=number.where(number < rows["quantity"], rows["quantity"]).where(number.notna()),
        line=rows["line"].fillna(""),
    )


def _beside(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Rows of both answers that are asked for in both and could be computed, side by side."""
    both = before.merge(after, on=KEYS, suffixes=("", "_after"))
    return both[both["covered"].notna() & both["covered_after"].notna()]


def finding(before: pd.DataFrame, after: pd.DataFrame) -> str:
    """How many of the units asked for would be covered, as asked and as it is, as a sentence. Frames: `demand`."""
    both = _beside(before, after)
    was, now, asked = (int(both[name].sum()) for name in ("covered", "covered_after", "quantity"))
    if was == now:
        words = _("{now} of {asked} units asked for would be covered, as many as now")
    else:
        words = _("{now} of {asked} units asked for would be covered instead of {was}")
    return words.format(now=formats.count(now), asked=formats.count(asked), was=formats.count(was))


def short(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Capabilities with `short` and `short_after`: units asked for and not covered, as it is and as asked, those that change most first. Frames: `demand`."""
    both = _beside(before, after)
    both = both.assign(
        short=both["quantity"] - both["covered"], short_after=both["quantity_after"] - both["covered_after"]
    )
    sums = both.groupby("capability", sort=False)[["short", "short_after"]].sum().reset_index()
    change = (sums["short_after"] - sums["short"]).abs()
    return sums.assign(change=change).sort_values(
        ["change", "short"], ascending=False, kind="stable", ignore_index=True
    )


def changed(run: Run, view: View, before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """What would stand elsewhere or have another number covered, as texts: what is asked, how many, state and covered as it is and as asked."""
    both = _beside(before, after)
    rows = both[(both["state"] != both["state_after"]) | (both["covered"] != both["covered_after"])]
    names = naming.capabilities(run, view)
    general = _("any mission")
    return pd.DataFrame(
        {
            "line": [line or _("beyond the lines") for line in rows["line"]],
            "mission": [general if code == "general" else code for code in rows["mission"]],
            "capability": [names.get(code, code) for code in rows["capability"]],
            "quantity": rows["quantity"],
            "covered": rows["covered"],
            "covered_after": rows["covered_after"],
            "state": [kit_labels.name(labels.LINES, code) for code in rows["state"]],
            "state_after": [kit_labels.name(labels.LINES, code) for code in rows["state_after"]],
        }
    )


def reliance(run: Run, view: View) -> pd.DataFrame:
    """Contributors and what would be lost without each (contributor_loss), those that most would be lost without first."""
    return run(LOSS, view.snapshot, **facts.dated(view))


def drawn(states: pd.DataFrame, most: int) -> pd.DataFrame:
    """The first contributors without which something would be lost, about `most`: equal ones are drawn all or not at all. Frame: contributor_loss."""
    some = states[states["lost_count"].fillna(0) > 0]
    if len(some) <= most:
        return some
    apart = some[some["lost_count"] > some["lost_count"].iloc[most]]
    return apart if len(apart) else some


def reliance_finding(run: Run, view: View, states: pd.DataFrame) -> str:
    """On whom what is asked for depends most, as a sentence; of several alike all are named, or counted where they are many. Frame: contributor_loss."""
    told = states[states["lost_count"].notna()]
    most = int(told["lost_count"].max()) if len(told) else 0
    if not most:
        return _("For each unit asked for and covered there is another available one, whichever contributor drops out")
    those = told.loc[told["lost_count"] == most, "iso3"]
    called = naming.states(run, view)
    names = ", ".join(called.get(code, code) for code in those)
    if len(those) > NAMED:
        names = _("{n} Member States alike").format(n=formats.count(len(those)))
    words = ngettext(
        "What is asked for depends most on {names}: without it {n} unit asked for would have no other available one",
        "What is asked for depends most on {names}: without it {n} units asked for would have no other available one",
        most,
    )
    if len(those) > 1:
        words = ngettext(
            "What is asked for depends most on {names}: without each of them {n} unit asked for would have no other available one",
            "What is asked for depends most on {names}: without each of them {n} units asked for would have no other available one",
            most,
        )
    return words.format(names=names, n=formats.count(most))


def turns(run: Run, view: View) -> dict[str, str]:
    """Rotations that stand under another state than the export lists them for: unit -> why, in words."""
    called = naming.states(run, view)
    sentences = {}
    for row in run(TURNS, view.snapshot, **facts.dated(view)).itertuples():
        words = _("rotation listed for {listed}; its slot has no end")
        if not pd.isna(row.slot_to):
            words = _("rotation listed for {listed}; its slot ends on {day}")
        listed = called.get(row.listed_iso3, row.listed_iso3) if isinstance(row.listed_iso3, str) else _("no state")
        sentences[row.unit_id] = words.format(listed=listed, day=formats.day(row.slot_to))
    return sentences

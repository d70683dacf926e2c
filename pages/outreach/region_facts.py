"""UN regional groups at a glance: who deploys, who pledged, rapid deployment units, women; and what that says in a sentence. No Streamlit."""

from typing import NamedTuple

import pandas as pd

from pages.capabilities import facts as capability_facts
from pages.kit import formats, naming
from pages.kit import labels as kit_labels
from pages.kit.text import _, colon, ngettext, semicolon
from pages.kit.view import Run, View
from pages.pledges import facts as pledge_facts

GROUPS, RAPID = "outreach_groups", "rdl_diversity"


class Panel(NamedTuple):
    """One measure of all groups: bars in per cent (None: nothing to draw), figures in words, which are not reported, where the scale ends."""

    heading: str
    bars: list[float | None]
    words: list[str]
    blank: list[bool]
    top: int = 100


def groups(run: Run, view: View) -> pd.DataFrame:
    """outreach_groups, one row a group; with rdl_unit_count where this view has a roster."""
    rows = run(GROUPS, view.snapshot, as_of=view.as_of, scope=view.scope)
    if capability_facts.export(run, view) is None:
        return rows
    rapid = run(RAPID, view.snapshot, **capability_facts.dated(view))[["regional_group", "rdl_unit_count"]]
    return rows.merge(rapid, on="regional_group", how="left").fillna({"rdl_unit_count": 0})


def name(code: object, short: bool = False) -> str:
    """Name of a group, or what Member States without one are called."""
    return (
        kit_labels.name(kit_labels.GROUPS_SHORT if short else kit_labels.GROUPS, code)
        if isinstance(code, str)
        else _("No group")
    )


def panels(run: Run, view: View, rows: pd.DataFrame) -> list[Panel]:
    """The measures to draw side by side; that of rapid deployment only where `rows` has it. Frame: `groups`."""
    of_states = [
        (_("Member States that deploy"), rows["contributor_count"]),
        (_("With a pledge in the public list"), rows["pledged_state_count"])
        if view.is_open and pledge_facts.partial(run, view)
        else (_("With a pledge in the ledger"), rows["pledged_state_count"]),
    ]
    made = [_of(heading, counts, rows["state_count"]) for heading, counts in of_states]
    if "rdl_unit_count" in rows:
        units = rows["rdl_unit_count"]
        made.append(_of(_("Rapid Deployment Level units"), units, pd.Series(units.sum(), rows.index)))
    shares = [formats.rounded(share) for share in rows["women_fraction"]]
    words = [_("not reported") if pd.isna(row.women_count) else formats.share_of(row) for row in rows.itertuples()]
    # Up to the next ten per cent: on a scale to 100 % the differences would be a few pixels.
    top = min(100, 10 * (1 + int(max([0.0, *(share for share in shares if share is not None)]) // 10)))
    made.append(Panel(_("Women among their people"), shares, words, rows["women_count"].isna().tolist(), top))
    return made


def _of(heading: str, counts: pd.Series, totals: pd.Series) -> Panel:
    """A measure that is a part of a whole. A part that is not reported has no bar."""
    pairs = list(zip(counts, totals, strict=True))
    bars = [None if pd.isna(count) or not total else 100 * float(count) / float(total) for count, total in pairs]
    words = [
        _("not reported")
        if pd.isna(count)
        else _("{n} of {all}").format(n=formats.count(count), all=formats.count(total))
        for count, total in pairs
    ]
    return Panel(heading, bars, words, counts.isna().tolist())


def finding(run: Run, view: View, rows: pd.DataFrame, group: str = "") -> str:
    """What the groups show in a sentence: of all of them, or of the chosen one. Frame: `groups`."""
    own = rows[rows["regional_group"].eq(group)] if group else rows
    states, sending = int(own["state_count"].sum()), own["contributor_count"].sum(min_count=1)
    values = {
        "n": formats.count(sending),
        "all": formats.count(states),
        "month": formats.month(view.as_of),
        "people": formats.count(own["people_count"].sum(min_count=1)),
    }
    if pd.isna(sending):
        words = _("who of {all} Member States deploys is not reported for {month}")
    else:
        words = _("{n} of {all} Member States deploy {people} people")
    parts = [words.format(**values)]
    if group and pd.notna(own["women_fraction"].iloc[0]):
        parts[0] += _(", {share} of them women").format(share=formats.share_of(own.iloc[0]))
    pledged = int(own["pledged_state_count"].sum())
    words = (
        ngettext("{n} is in the public list of pledges", "{n} are in the public list of pledges", pledged)
        if view.is_open and pledge_facts.partial(run, view)
        else ngettext("{n} has a pledge in the ledger", "{n} have a pledge in the ledger", pledged)
    )
    parts.append(words.format(n=formats.count(pledged)))
    if "rdl_unit_count" in rows and rows["rdl_unit_count"].sum():
        parts.append(_rapid(rows, own, group))
    said = semicolon().join(filter(None, parts))
    return f"{name(group)}{colon()}{said}" if group else formats.sentence(said).rstrip(".")


def _rapid(rows: pd.DataFrame, own: pd.DataFrame, group: str) -> str:
    """The units at the Rapid Deployment Level of a group; of all groups, which have none."""
    if group:
        n, total = int(own["rdl_unit_count"].iloc[0]), int(rows["rdl_unit_count"].sum())
        return _("{n} of {all} Rapid Deployment Level units").format(n=n, all=total)
    without = [name(code, short=True) for code in rows.loc[rows["rdl_unit_count"] == 0, "regional_group"].dropna()]
    return _("no Rapid Deployment Level unit from: {groups}").format(groups=", ".join(without)) if without else ""


def elsewhere(run: Run, view: View, states: pd.DataFrame, group: str) -> str:
    """Which states are listed under a group and counted in their other one; empty where there is none. Frame: outreach."""
    counted = run("member_states", view.snapshot).set_index("iso3")["regional_group"]
    others = states[states["iso3"].map(counted) != group]
    names = naming.states(run, view)
    said = [
        _("{state} is listed here too and counted once, under {group}.").format(
            state=names[iso3], group=name(counted[iso3], short=True)
        )
        for iso3 in others["iso3"]
    ]
    return " ".join(said)

"""What is known of states for outreach: the choice's figures, reasons in words, what each could be asked for and how."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

import queries
from etl import settings
from etl.records import calls
from pages.kit import formats, labels, naming
from pages.kit.cache import run
from pages.kit.text import _, ngettext
from pages.kit.view import View
from pages.outreach import labels as outreach_labels
from pages.requirements import facts as requirement_facts
from pages.requirements import labels as requirement_labels

OUTREACH = "outreach"
UNITS = "outreach_units"
SILENT_DAYS = 180


def entries(view: View) -> list[dict]:
    """Return what this audience may see of the call record."""
    with settings.using(view.snapshot.dataset):
        return calls.log(view.snapshot.audience)


def states(view: View, found: list[dict], **asked: Any) -> pd.DataFrame:
    """Return the states of a choice in UN order, with names; of the open view what is released only."""
    hidden = withheld(view, "ask", found)
    told = {
        "today": view.today,
        "as_of": view.as_of,
        "scope": view.scope,
        "without_asks": ";".join(sorted(hidden)),
    }
    frame = run(OUTREACH, view.snapshot, **told | asked)
    names = naming.states(run, view)
    frame = frame[~frame["iso3"].isin(withheld(view, "state", found))].reset_index(drop=True)
    return frame.assign(name=[names.get(code, code) for code in frame["iso3"]])


def withheld(view: View, kind: str, found: list[dict]) -> set[str]:
    """Return the codes that this view leaves out: the restricted one leaves out nothing."""
    return calls.withheld(kind, found) if view.snapshot.audience == "open" else set()


def units(view: View) -> pd.DataFrame | None:
    """Return what the roster says of each state that has units in it; None where this view has no roster."""
    if view.snapshot.audience != "restricted" or UNITS not in queries.names():
        return None
    frame = run(UNITS, view.snapshot, today=view.today)
    return None if frame.empty else frame.set_index("iso3", drop=False)


def codes(text: Any) -> list[str]:
    """Return the codes in a cell."""
    return text.split(";") if isinstance(text, str) else []


def reasons(
    view: View, row: Any, held: pd.DataFrame | None, silent_days: int, meeting: str, women: Mapping[str, list[str]]
) -> list[str]:
    """Return why to call a state, in words; what returns say comes first and rosters last, where this view has them.

    `meeting` is last_meeting, `women` is reasons of women.facts.
    """
    told = [*women.get(row.iso3, [])]
    told += [_reason(view, code, row, silent_days, meeting) for code in codes(row.reasons)]
    if held is not None and row.iso3 in held.index:
        told += [_restricted(code, held.loc[row.iso3]) for code in codes(held.loc[row.iso3, "reasons"])]
    return told


def _reason(view: View, code: str, row: Any, silent_days: int, meeting: str) -> str:
    if code == "deploys":
        types = ", ".join(labels.name(outreach_labels.TYPES, one) for one in codes(row.personnel_types))
        told = ngettext("deploys {n} person ({types})", "deploys {n} people ({types})", int(row.people_count))
        return told.format(n=formats.count(row.people_count), types=types)
    if code == "deploys_nobody":
        return _("deploys nobody in {month}").format(month=formats.month(view.as_of))
    if code == "fits_unpledged":
        n = int(row.carried_count)
        return ngettext(
            "no pledge in the ledger under {n} open ask that fits what it deploys",
            "no pledge in the ledger under {n} open asks that fit what it deploys",
            n,
        ).format(n=n)
    if code == "no_news":
        n = int(row.silent_count)
        return ngettext(
            "{n} pledge without later news for more than {days} days ({oldest})",
            "{n} pledges without later news for more than {days} days (the oldest {oldest})",
            n,
        ).format(n=n, days=silent_days, oldest=formats.count(row.oldest_days))
    if code == "below_parity":
        n = int(row.more_women_by_replacement)
        return ngettext(
            "below the target in {categories}: {n} more woman needed, by replacement",
            "below the target in {categories}: {n} more women needed, by replacement",
            n,
        ).format(
            n=formats.count(n), categories=", ".join(labels.category_name(one, True) for one in codes(row.below_categories))
        )  # fmt: skip
    return _("no pledge of {meeting} in the ledger").format(meeting=meeting)


def _restricted(code: str, row: pd.Series) -> str:
    n = int(
        row["stale_count"]
        if code == "stale"
        else row["candidate_count"]
        if code == "candidate"
        else row["level_1_count"]
    )
    told = {
        "level_1_only": ngettext(
            "{n} unit in the PCRS, at Level 1 only", "{n} units in the PCRS, all at Level 1 only", n
        ),
        "stale": ngettext("{n} unit is stale and needs renewal", "{n} units are stale and need renewal", n),
        "candidate": ngettext(
            "{n} candidate for the Rapid Deployment Level", "{n} candidates for the Rapid Deployment Level", n
        ),
    }
    return told[code].format(n=n)


def last_meeting(view: View) -> str:
    """Return the newest Ministerial that was held."""
    held = run("ministerials", view.snapshot)
    held = held[held["held_from"].dt.date <= view.today]
    return held["ministerial"].iloc[0] if len(held) else formats.DASH


def asks(view: View, row: Any) -> pd.DataFrame:
    """Return what a state could be asked for: the guide's rows of the asks that fit it, with `way`, unanswered ones first.

    Where none fits it more than another, they are the uniformed asks that nobody answered.
    """
    wanted, additional = codes(row.requirement_ids), set(codes(row.additional_ids))
    found = requirement_facts.asks(run, view)
    if wanted:
        found = found.reindex(wanted)
        return found.assign(way=[way(one, one.requirement_id in additional) for one in found.itertuples()])
    is_open = found["status"].isin(("open_call", "unmet", "not_reported")) & found["with_details_count"].eq(0)
    uniformed = found["standing"].eq("ask") & found["family"].ne("non_unit")
    hidden = withheld(view, "ask", entries(view))
    return found[is_open & uniformed & ~found["requirement_id"].isin(hidden)].assign(way="open")


def way(ask: Any, is_additional: bool) -> str:
    """Return the code of how an ask is put to a state: never to pledge what it already deploys."""
    if isinstance(ask.condition, str) and "PCRS" in ask.condition:
        return "raise"
    if not is_additional:
        return "field"
    return {"unit": "additional", "equipment": "equip"}.get(ask.kind, "more")


def guide(ask: Any) -> str:
    """Return where an ask stands in the guide: its section and line."""
    return _("{section}, line {line}").format(
        section=labels.name(requirement_labels.SECTIONS, ask.section), line=int(ask.guide_line)
    )


def target(view: View) -> str:
    """Say which targets distances are measured to."""
    goals = run("parity_by_category", view.snapshot, as_of=view.as_of, scope=view.scope)
    missing = goals.loc[goals["target_status"].eq("not found") & goals["people_count"].notna(), "category"]
    told = _("Distances are to the targets of {year}.").format(year=view.as_of.year)
    if missing.empty:
        return told
    named = ", ".join(labels.category_name(code, True) for code in missing)
    return f"{told} " + _("{categories}: {year} target not found; 2025 minimum shown.").format(
        categories=named, year=view.as_of.year
    )


def sections(view: View, requirement_ids: pd.Series) -> list[str]:
    """Return what each state could be asked for, as sections of the guide with the number of asks that fit."""
    section = run("requirement_names", view.snapshot).set_index("requirement_id")["section"].to_dict()
    told = []
    for text in requirement_ids:
        counted = Counter(section[code] for code in codes(text))
        told.append("; ".join(f"{labels.name(requirement_labels.SECTIONS, code)} {n}" for code, n in counted.items()))
    return told


def ways(found: Iterable[str]) -> list[str]:
    """Return how asks are put, in words."""
    return [labels.name(outreach_labels.WAYS, code) for code in found]

"""What is known of states for outreach: the choice's figures, reasons in words, what each could be asked for and how."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

import queries
from etl import settings
from etl.records import calls
from pages.kit import formats, naming
from pages.kit import labels as kit_labels
from pages.kit.naming import Names
from pages.kit.text import _, ngettext
from pages.kit.view import Run, View
from pages.outreach import labels
from pages.pledges import facts as pledge_facts
from pages.requirements import facts as requirement_facts
from pages.requirements import labels as requirement_labels

OUTREACH = "outreach"
UNITS = "outreach_units"
SILENT_DAYS = 180
LEVELS = ("level_1", "assessed", "level_3", "rdl", "selected")  # statuses that tell a state's level


def entries(view: View) -> list[dict]:
    """Entries of the call record that this audience may see, oldest first."""
    with settings.using(view.snapshot.dataset):
        return calls.log(view.snapshot.audience)


def states(run: Run, view: View, entries: list[dict], **parameters: Any) -> pd.DataFrame:
    """States of a choice in UN order, one row each with its name; in the open view only what is released."""
    hidden = withheld(view, "ask", entries)
    defaults = {
        "today": view.today,
        "as_of": view.as_of,
        "scope": view.scope,
        "without_asks": ";".join(sorted(hidden)),
    }
    frame = run(OUTREACH, view.snapshot, **defaults | parameters)
    names = naming.states(run, view)
    frame = frame[~frame["iso3"].isin(withheld(view, "state", entries))].reset_index(drop=True)
    return frame.assign(name=[names.get(code, code) for code in frame["iso3"]])


def withheld(view: View, kind: str, entries: list[dict]) -> set[str]:
    """Codes that this view leaves out: the restricted one leaves out nothing."""
    return calls.withheld(kind, entries) if view.is_open else set()


def units(run: Run, view: View) -> pd.DataFrame | None:
    """What the roster says of each state that has units in it, by iso3; None where this view has no roster."""
    if view.is_open or UNITS not in queries.names():
        return None
    frame = run(UNITS, view.snapshot, today=view.today)
    return None if frame.empty else frame.set_index("iso3", drop=False)


def split(text: Any) -> list[str]:
    """Codes in a cell; none in a blank."""
    return text.split(";") if isinstance(text, str) else []


def codes(run: Run, view: View) -> Names:
    """What turns codes of outreach, and of pledges beside them, into words, by column."""

    def each(names: Mapping[str, str]) -> Any:
        return lambda text: "; ".join(kit_labels.name(names, code) for code in split(text)) or None

    return {
        **pledge_facts.codes(run, view),
        "reasons": each(labels.REASONS),
        "personnel_types": each(kit_labels.TYPES),
        "below_categories": each(kit_labels.CATEGORIES),
    }


def reasons(
    view: View, row: Any, units: pd.DataFrame | None, silent_days: int, meeting: str, women: Mapping[str, list[str]]
) -> list[str]:
    """Why to call a state, in words; what returns say comes first and rosters last, where this view has them.

    `units` is `units`, `meeting` is `last_meeting`, `women` is reasons of women.facts.
    """
    sentences = [*women.get(row.iso3, [])]
    sentences += [_reason(view, code, row, silent_days, meeting) for code in split(row.reasons)]
    if units is not None and row.iso3 in units.index:
        sentences += [_restricted(code, units.loc[row.iso3]) for code in split(units.loc[row.iso3, "reasons"])]
    return sentences


def _reason(view: View, code: str, row: Any, silent_days: int, meeting: str) -> str:
    if code == "deploys":
        types = ", ".join(kit_labels.name(labels.TYPES, one) for one in split(row.personnel_types))
        words = ngettext("deploys {n} person ({types})", "deploys {n} people ({types})", int(row.people_count))
        return words.format(n=formats.count(row.people_count), types=types)
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
            n=formats.count(n),
            categories=", ".join(kit_labels.category_name(one, True) for one in split(row.below_categories)),
        )
    return _("no pledge of {meeting} in the ledger").format(meeting=meeting)


def _restricted(code: str, row: pd.Series) -> str:
    n = int(row[{"stale": "stale_count", "candidate": "candidate_count"}.get(code, "level_1_count")])
    words = {
        "level_1_only": ngettext(
            "{n} unit in the PCRS, at Level 1 only", "{n} units in the PCRS, all at Level 1 only", n
        ),
        "stale": ngettext("{n} unit is stale and needs renewal", "{n} units are stale and need renewal", n),
        "candidate": ngettext(
            "{n} candidate for the Rapid Deployment Level", "{n} candidates for the Rapid Deployment Level", n
        ),
    }
    return words[code].format(n=n)


def last_meeting(run: Run, view: View) -> str:
    """The newest Ministerial that was held."""
    held = run("ministerials", view.snapshot)
    held = held[held["held_from"].dt.date <= view.today]
    return held["ministerial"].iloc[0] if len(held) else formats.DASH


def asks(run: Run, view: View, row: Any) -> pd.DataFrame:
    """What a state could be asked for: the guide's rows of the asks that fit it, with `way`, unanswered ones first.

    Where none fits it more than another, they are the uniformed asks that nobody answered.
    """
    wanted, additional = split(row.requirement_ids), set(split(row.additional_ids))
    catalogue = requirement_facts.asks(run, view)
    if wanted:
        fitting = catalogue.reindex(wanted)
        return fitting.assign(way=[way(one, one.requirement_id in additional) for one in fitting.itertuples()])
    is_open = catalogue["status"].isin(("open_call", "unmet", "not_reported")) & catalogue["with_details_count"].eq(0)
    is_uniformed = catalogue["standing"].eq("ask") & catalogue["family"].ne("non_unit")
    is_hidden = catalogue["requirement_id"].isin(withheld(view, "ask", entries(view)))
    return catalogue[is_open & is_uniformed & ~is_hidden].assign(way="open")


def way(ask: Any, is_additional: bool) -> str:
    """Code of how an ask is put to a state: never to pledge what it already deploys."""
    if isinstance(ask.condition, str) and "PCRS" in ask.condition:
        return "raise"
    if not is_additional:
        return "field"
    return {"unit": "additional", "equipment": "equip"}.get(ask.kind, "more")


def guide(ask: Any) -> str:
    """Where an ask stands in the guide: its section and line."""
    return _("{section}, line {line}").format(
        section=kit_labels.name(requirement_labels.SECTIONS, ask.section), line=int(ask.guide_line)
    )


def target(run: Run, view: View) -> str:
    """Which targets distances are measured to, in words."""
    goals = run("parity_by_category", view.snapshot, as_of=view.as_of, scope=view.scope)
    missing = goals.loc[goals["target_status"].eq("not found") & goals["people_count"].notna(), "category"]
    sentence = _("Distances are to the targets of {year}.").format(year=view.as_of.year)
    if missing.empty:
        return sentence
    named = ", ".join(kit_labels.category_name(code, True) for code in missing)
    return f"{sentence} " + _("{categories}: {year} target not found; 2025 minimum shown.").format(
        categories=named, year=view.as_of.year
    )


def sections(run: Run, view: View, requirement_ids: pd.Series) -> list[str]:
    """What each state could be asked for, as sections of the guide with the number of asks that fit."""
    section = run("requirement_names", view.snapshot).set_index("requirement_id")["section"].to_dict()
    words = []
    for text in requirement_ids:
        counts = Counter(section[code] for code in split(text))
        words.append(
            "; ".join(f"{kit_labels.name(requirement_labels.SECTIONS, code)} {n}" for code, n in counts.items())
        )
    return words


def ways(codes: Iterable[str]) -> list[str]:
    """How asks are put, in words."""
    return [kit_labels.name(labels.WAYS, code) for code in codes]


def parity_line(row: Any) -> str:
    """The women of a state's people in one category, with the target and how many more it takes."""
    women = _("{women} of {people}").format(
        women=formats.count(row.women_count), people=formats.count(row.people_count)
    )
    line = f"{kit_labels.category_name(row.category)}: {women}"
    if row.is_small:
        return line + _(" (under ten people: no percentage)")
    line += f" ({formats.share(row.women_count, row.people_count)}), {_('target')} {target_of(row)}"
    more = row.more_women_by_replacement
    if pd.isna(more) or not more:
        return line
    return f"{line}: " + ngettext("{n} more woman, by replacement", "{n} more women, by replacement", int(more)).format(
        n=formats.count(more)
    )


def target_of(row: Any) -> str:
    """The target of a category's year, or the 2025 minimum, said as such."""
    if row.target_status == "not found":
        return _("{percent} (2025 minimum)").format(percent=formats.percent(row.minimum_2025_percent))
    return f"{formats.percent(row.target_percent)} ({row.target_year})"


def has_news(view: View, pledge: Any) -> bool:
    """Whether something is known of a pledge since it was announced: in the open view a level is not."""
    return pledge.status != "announced" and not (view.is_open and pledge.status in LEVELS)


def pledge_standing(view: View, pledge: Any) -> str:
    """Where a pledge stands, in words.

    A level, and who was selected, is restricted: in the open view such a pledge reads as one of which nothing more is public.
    """
    return pledge_facts.standing(pledge if has_news(view, pledge) else pledge._replace(status="announced"))

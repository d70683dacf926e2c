"""Pledges as frames and sentences: what pages, briefs and files that leave all say of them. No Streamlit."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from pages.kit import formats, naming
from pages.kit import labels as kit_labels
from pages.kit.languages import errors
from pages.kit.naming import Names
from pages.kit.text import _, colon, ngettext, semicolon
from pages.kit.view import Run, View
from pages.pledges import evidence_facts, labels
from pages.requirements import labels as requirement_labels

LEDGER = "pledge_ledger"
REMARKS = "pledge_remarks"
WITHOUT_NEWS = "pledges_without_news"
OUTCOMES, TOTALS, IMPLEMENTATION = "pledge_outcomes", "pledge_totals", "pledge_implementation"
PROCESS = "process_dates"
NONE = "none"  # as a Ministerial: made at none
SILENT = ("announced", "confirmed")  # what a pledge stands at while nothing that is loaded says what followed
REPEATS = ("repeat", "restates_total", "possible_duplicate", "partnered_twice")
PUBLIC = evidence_facts.PUBLIC


def category(code: str) -> str:
    """Name of one of the form's categories."""
    return kit_labels.name(labels.CATEGORIES, code)


def status(code: str) -> str:
    """Name of a step, a mark or a state of a pledge."""
    return kit_labels.name(labels.STATUS, code)


def standing(row: Any) -> str:
    """Status of a pledge in words, and that it is restricted where nobody announced it."""
    name = status(row.status)
    if row.is_announced:
        return name
    # The name of this one says already that nobody announced it.
    words = _("{status}: restricted") if row.status == "confirmed" else _("{status}, not announced: restricted")
    return words.format(status=name)


def flags(codes: Any) -> str:
    """Remarks of a pledge in words; empty where there are none."""
    if not isinstance(codes, str):
        return ""
    return semicolon().join(kit_labels.name(labels.FLAGS, code) for code in codes.split(";"))


def quantity(row: Any) -> str:
    """How much a pledge states, with its unit; a dash where it states none."""
    last: Any = getattr(row, "quantity_max", None)
    if pd.isna(row.quantity) and pd.isna(last):
        return formats.DASH
    if pd.isna(row.quantity):
        number = _("up to {number}").format(number=formats.count(last))
    else:
        number = formats.count(row.quantity)
    if not pd.isna(row.quantity) and not pd.isna(last):
        number = f"{number}–{formats.count(last)}"
    if row.unit == "currency":
        return f"{row.currency} {number}" if isinstance(row.currency, str) else number
    return (
        f"{number} {units(row.unit, int(row.quantity if pd.isna(last) else last))}"
        if isinstance(row.unit, str)
        else number
    )


def units(code: str, number: int) -> str:
    """Name of a unit of count, as it stands beside a number."""
    return ngettext(*labels.UNITS[code], number) if code in labels.UNITS else code


def occasion(row: Any) -> str:
    """Ministerial of a pledge, or what its source says that it was."""
    words = row.ministerial if isinstance(row.ministerial, str) else row.occasion
    return _(words) if isinstance(words, str) else formats.DASH


def host(url: Any) -> str:
    """Site of a page; empty without one."""
    return urlsplit(url).hostname or url if isinstance(url, str) else ""


def codes(run: Run, view: View) -> Names:
    """What turns codes of pledges into words, by column."""
    by_column: dict[str, Mapping[str, str]] = {
        "stage": labels.STATUS,
        "track": labels.TRACKS,
        "kind": requirement_labels.KINDS | labels.KINDS | labels.STAGES | labels.PROCESS,
        "precision": labels.PRECISION,
        "section": requirement_labels.SECTIONS,
        "news": labels.NEWS,
        "evidence": labels.EVIDENCE,
        "reason": labels.UNSEEN,
        "due_basis": labels.DUE,
        "counts": labels.COUNTS,
        "origin": labels.ORIGINS,
        "regional_group": kit_labels.GROUPS,
        "language": labels.LANGUAGES,
        "state": labels.GRID,
        "category": labels.CATEGORIES,
        "pledge_category": labels.CATEGORIES,
        "status": requirement_labels.STATUS | labels.STATUS | labels.ANSWERS,
    }
    states, capabilities = naming.states(run, view), naming.capabilities(run, view)
    return {column: naming.lookup(names) for column, names in by_column.items()} | {
        "iso3": lambda code: states.get(code, code) if isinstance(code, str) else None,
        "states": lambda codes: naming.listed(codes, states, semicolon()),
        "capability": lambda codes: naming.listed(codes, capabilities, semicolon()),
        "flags": flags,
        "unit": lambda code: units(code, 2) if isinstance(code, str) else None,
        "measure": _,
        "about": naming.translated,
        "hosts": lambda codes: naming.listed(codes, states, semicolon()),
        "ask": _,
    }


def of_state(run: Run, view: View, iso3: str) -> pd.DataFrame:
    """Pledges of a state, one row each, as the ledger has them; empty if there is none."""
    return run(LEDGER, view.snapshot, iso3=iso3)


def tally(run: Run, view: View, pledges: pd.DataFrame) -> str:
    """How many pledges of the ledger these are, at which Ministerials, and what is known of those without a later step."""
    meetings = pledges["ministerial"].map(naming.translated).fillna(_("at no Ministerial"))
    by_meeting = ", ".join(f"{name} ({formats.count((meetings == name).sum())})" for name in meetings.unique())
    silent = evidence_facts.counts(run, view, pledges[pledges["status"].isin(SILENT)])
    parts = (
        ngettext("{n} pledge in the ledger", "{n} pledges in the ledger", len(pledges)).format(
            n=formats.count(len(pledges))
        ),
        f"{colon()}{by_meeting}",
        _(
            "; {n} without later news, {seen} consistent with deployment figures, {unseen} that these figures cannot show."
        ).format(
            n=formats.count(silent["no_news"]),
            seen=formats.count(silent["in_figures"]),
            unseen=formats.count(silent["cannot_be_seen"]),
        ),
    )
    return "".join(parts)


def repeats(run: Run, view: View, iso3: str) -> pd.DataFrame:
    """Remarks on a state's pledges that may repeat another one, one row each: remark, reason, shows, sentence, occasion."""
    remarks = run(REMARKS, view.snapshot, iso3=iso3)
    return remarks[remarks["remark"].isin(REPEATS)]


def reason(remark: Any) -> str:
    """Reason of a remark, and below it what the pledge is compared with."""
    return "\n".join([errors.told(remark.reason), *([remark.shows] if isinstance(remark.shows, str) else [])])


def without_news(run: Run, view: View) -> pd.DataFrame:
    """Pledges without a later step, one row each, with their age in days and what is to be said of them as `news`."""
    silent = run(WITHOUT_NEWS, view.snapshot, today=view.today)
    evidence = evidence_facts.of(run, view)["evidence"]
    return silent.assign(news=silent["pledge_id"].map(evidence).map(evidence_facts.news))


def in_words(run: Run, view: View, pledges: pd.DataFrame) -> pd.DataFrame:
    """Pledges of the ledger as a table says them, one row each in the same order; their codes in words."""
    states, seen = naming.states(run, view), evidence_facts.sentences(run, view)
    rows = list(pledges.itertuples())
    return pd.DataFrame(
        {
            "state": [states.get(row.iso3, row.iso3) for row in rows],
            "sentence": pledges["sentence"],
            "ministerial": [occasion(row) for row in rows],
            "category": [category(row.category) for row in rows],
            "quantity": [quantity(row) for row in rows],
            "status": [standing(row) for row in rows],
            "status_date": pledges["status_date"],
            "evidence": [seen.get(row.pledge_id, formats.DASH) for row in rows],
            "source_url": pledges["source_url"],
            "flags": [flags(row.flags) or formats.DASH for row in rows],
            "pledge_id": pledges["pledge_id"],
        }
    )


def meetings(run: Run, view: View) -> dict[str, str]:
    """Ministerials to choose from as code -> words, the newest first, with what the ledger holds of each."""
    names = {"all": _("All Ministerials and none")}
    for row in run(OUTCOMES, view.snapshot).itertuples():
        number = formats.count(row.pledge_count)
        if isinstance(row.ministerial, str):
            names[row.ministerial] = f"{_(row.ministerial)} ({number})"
        else:
            names[NONE] = _("At no Ministerial ({n})").format(n=number)
    return names


def cohort(meeting: str) -> str:
    """What a cohort is called; empty means all Ministerials."""
    return _("no Ministerial") if meeting == NONE else _(meeting) or _("all Ministerials")


def totals_in_words(totals: pd.DataFrame) -> pd.DataFrame:
    """Announced totals beside the same count in the ledger as a table says them, one row each. Frame: pledge_totals."""
    units = [labels.COUNTED[code] for code in totals["counts"]]
    return pd.DataFrame(
        {
            "ministerial": totals["ministerial"].map(naming.translated),
            "measure": [_(measure) for measure in totals["measure"]],
            "announced": [_of(number, unit) for number, unit in zip(totals["announced_count"], units, strict=True)],
            "other": [formats.count(number) for number in totals["other_count"]],
            "ledger": [_of(number, unit) for number, unit in zip(totals["ledger_count"], units, strict=True)],
            "printed": totals["printed"],
            "source_url": totals["source_url"],
            "source_date": totals["source_date"],
            "pledge_count": totals["pledge_count"],
            "without_number_count": totals["without_number_count"],
            "source_count": totals["source_count"],
        }
    )


def _of(number: Any, unit: tuple[str, str]) -> str:
    return formats.DASH if pd.isna(number) else ngettext(*unit, int(number)).format(n=formats.count(number))


def implementation_meeting(run: Run, view: View, meeting: str) -> str:
    """When a Ministerial was held and its six-month implementation meeting is due; empty for no Ministerial in particular."""
    held = run("ministerials", view.snapshot).set_index("ministerial")
    if meeting not in held.index:
        return ""
    row = held.loc[meeting]
    due = (row["held_to"] + pd.DateOffset(months=int(row["window_months"]))).date()
    when = _("was due about {day}") if due <= view.today else _("is due about {day}")
    words = _("{meeting}: held until {held}; the six-month implementation meeting {when}.")
    return words.format(meeting=meeting, held=formats.day(row["held_to"]), when=when.format(day=formats.day(due)))


def process(run: Run, view: View) -> pd.DataFrame:
    """Dates of the process of Ministerials, one row each, the earliest first."""
    return run(PROCESS, view.snapshot)


def process_in_words(run: Run, view: View, dates: pd.DataFrame) -> list[str]:
    """Dates of a process as sentences in Markdown: when, what, where, by whom. Frame: process_dates."""
    states = naming.states(run, view)
    return [f"- {_when(row)}{colon()}{_what(row, states)}" for row in dates.itertuples()]


def _when(row: Any) -> str:
    if row.precision == "month":
        return formats.month(row.from_on)
    if row.precision == "about":
        return _("about {month}").format(month=formats.month(row.from_on))
    days = (formats.day(row.from_on), formats.day(row.to_on))
    return days[0] if row.from_on == row.to_on else _("{start} to {end}").format(start=days[0], end=days[1])


def _what(row: Any, states: dict[str, str]) -> str:
    what = f"**{kit_labels.name(labels.PROCESS, row.kind)}**, {_(row.ministerial)}"
    where = [_(row.place)] if isinstance(row.place, str) else []
    hosts = naming.listed(row.hosts, states)
    words = what + "".join(f", {part}" for part in where) + (f" ({hosts})" if hosts else "")
    return f"{words}{colon()}{_(row.about)}" if isinstance(row.about, str) else words


def news_in_words(run: Run, view: View, pledges: pd.DataFrame) -> pd.DataFrame:
    """Pledges with what is due and what was reported as a table says them, one row each. Frame: pledge_implementation."""
    states, seen = naming.states(run, view), evidence_facts.sentences(run, view)
    return pd.DataFrame(
        {
            "state": [states.get(code, code) for code in pledges["iso3"]],
            "sentence": pledges["sentence"],
            "evidence": [seen.get(name, formats.DASH) for name in pledges["pledge_id"]],
            "age_days": pledges["age_days"],
            "due_date": pledges["due_date"],
            "due_basis": [kit_labels.name(labels.DUE, code) for code in pledges["due_basis"]],
            "news": [kit_labels.name(labels.NEWS, code) for code in pledges["news"]],
            "status": [standing(row) for row in pledges.itertuples()],
            "last_date": pledges["last_date"],
            "pledge_id": pledges["pledge_id"],
        }
    )


def sources(run: Run, view: View) -> pd.DataFrame:
    """Ways by which pledges came in, one row each: origin, pledge_count, state_count, page_count, last_dated."""
    return run("pledge_sources", view.snapshot)


def collected(run: Run, view: View) -> str:
    """Whence the pledges of the ledger come: how many of how many states and pages, and how many from forms. Plain text."""
    ways = sources(run, view)
    public = ways[ways["origin"] == PUBLIC]
    parts = []
    if len(public):
        row = public.iloc[0]
        words = _("Source: {n} pledges of {states} states as {pages} public pages report them, the newest of {day}.")
        number, day = formats.count(row["pledge_count"]), formats.day(row["last_dated"])
        parts.append(words.format(n=number, states=row["state_count"], pages=row["page_count"], day=day))
        parts += filter(None, [evidence_facts.coverage(run, view)])
    others = int(ways.loc[ways["origin"] != PUBLIC, "pledge_count"].sum())
    if others and len(public):
        words = ngettext("{n} more from a form, slide or tracker.", "{n} more from forms, slides and trackers.", others)
        parts.append(words.format(n=formats.count(others)))
    elif others:
        words = ngettext(
            "{n} pledge from a form, slide or tracker.", "{n} pledges from forms, slides and trackers.", others
        )
        parts.append(words.format(n=formats.count(others)))
    if ways.empty:
        parts.append(_("No pledge is in the ledger."))
    return " ".join(parts)


def is_public_alone(run: Run, view: View) -> bool:
    """Whether all pledges of the ledger come from the public list, or none is there."""
    return set(sources(run, view)["origin"]) <= {PUBLIC}


def partial(run: Run, view: View) -> str:
    """What the public list is not, where the ledger holds one or holds nothing; empty where it holds forms alone."""
    origins = set(sources(run, view)["origin"])
    if origins and PUBLIC not in origins:
        return ""
    return _(
        "The public list is partial and biased: it holds what was found printed, above all by states and papers that publish in a few languages. A state that is not in it may have pledged; nothing in it says that a pledge was registered."
    )

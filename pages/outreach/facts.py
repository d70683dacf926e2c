"""What is known of states for outreach: the choice's figures, reasons in words, what each could be asked for and how."""

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

import queries
from etl import settings
from etl.records import calls, holds
from pages.kit import formats, naming
from pages.kit import labels as kit_labels
from pages.kit.naming import Names
from pages.kit.text import _, colon, ngettext, semicolon
from pages.kit.view import Run, View
from pages.outreach import labels
from pages.pledges import facts as pledge_facts
from pages.requirements import facts as requirement_facts
from pages.women import facts as women_facts

OUTREACH = "outreach"
UNITS = "outreach_units"
ASKS = "outreach_asks"
NAMED = 5  # states of a list that the name of a file names one by one
LEVELS = ("level_1", "assessed", "level_3", "rdl", "selected")  # statuses that tell a state's level


def entries(view: View) -> list[dict]:
    """Entries of the call record that this audience may see, oldest first."""
    with settings.using(view.snapshot.dataset):
        return calls.log(view.snapshot.audience)


def states(run: Run, view: View, entries: list[dict], **parameters: Any) -> pd.DataFrame:
    """States of a choice in UN order, one row each with its name; in the open view only what is released, and no score."""
    frame = run(OUTREACH, view.snapshot, **_reach(view, entries) | parameters)
    names = naming.states(run, view)
    frame = frame[~frame["iso3"].isin(withheld(view, "state", entries))].reset_index(drop=True)
    frame = frame.assign(name=[names.get(code, code) for code in frame["iso3"]])
    return frame.drop(columns="score") if view.is_open else frame


def _reach(view: View, entries: list[dict]) -> dict[str, Any]:
    """The parameters that say on which day, of which month, and without which asks and states, asks are put."""
    return {
        "today": view.today,
        "as_of": view.as_of,
        "scope": view.scope,
        "without_asks": ";".join(sorted(withheld(view, "ask", entries))),
        "held": ";".join(sorted(held(view))),
    }


def asked_of(run: Run, view: View, iso3: str) -> pd.DataFrame:
    """The asks of a state with the rule and the number that made each, one row each."""
    return run(ASKS, view.snapshot, iso3=iso3, **_reach(view, entries(view)))


def withheld(view: View, kind: str, entries: list[dict]) -> set[str]:
    """Codes that this view leaves out: the restricted one leaves out nothing."""
    return calls.withheld(kind, entries) if view.is_open else set()


def held(view: View) -> dict[str, dict]:
    """Who put states on hold and why, by code: for the restricted view alone to show, for every view to leave out their asks."""
    with settings.using(view.snapshot.dataset):
        return holds.standing(holds.log())


def units(run: Run, view: View) -> pd.DataFrame | None:
    """What the roster says of each state that has units in it, by iso3; None where this view has no roster."""
    if view.is_open or UNITS not in queries.names():
        return None
    frame = run(UNITS, view.snapshot, today=view.today)
    return None if frame.empty else frame.set_index("iso3", drop=False)


def unregistered(run: Run, view: View) -> dict[str, int]:
    """Unit pledges of each state that has some, none of them at a level, and no unit in the newest export; empty where this view has no roster.

    A rotation counts in the roster for the state whose slot it is: the ledger has its level for each.
    """
    known = units(run, view)
    if known is None:
        return {}
    ledger = run(pledge_facts.LEDGER, view.snapshot)
    pledged = ledger[(ledger["track"] == "unit") & (ledger["status"] != "withdrawn")]
    registered = {*known.index, *pledged.loc[pledged["status"].isin((*LEVELS, "deployed")), "iso3"]}
    return pledged.loc[~pledged["iso3"].isin(registered), "iso3"].value_counts().to_dict()


def split(text: Any) -> list[str]:
    """Codes in a cell; none in a blank."""
    return text.split(";") if isinstance(text, str) else []


def signals_in_words(text: Any) -> str | None:
    """What points to the asks of a state, in their order."""
    return (
        semicolon().join(because(code, int(number)) for code, number in (one.split("=") for one in split(text))) or None
    )


def codes(run: Run, view: View) -> Names:
    """What turns codes of outreach, and of pledges beside them, into words, by column."""

    def each(names: Mapping[str, str]) -> Any:
        return lambda text: semicolon().join(kit_labels.name(names, code) for code in split(text)) or None

    return {
        **pledge_facts.codes(run, view),
        "reasons": each(labels.REASONS),
        "personnel_types": each(kit_labels.TYPES),
        "below_categories": each(kit_labels.CATEGORIES),
        "signals": signals_in_words,
        "signal": lambda code: ngettext(*labels.SIGNALS[code], 2).format(n="…"),  # its number has a column
    }


def reasons(
    row: Any, units: pd.DataFrame | None, women: Mapping[str, list[str]], without: Collection[str] = (), is_short: bool = False
) -> list[str]:  # fmt: skip
    """Why to call a state, in words; what returns say comes first and rosters last, where this view has them.

    `units` is `units`, `women` is reasons of women.facts; `without` are reasons that are said elsewhere; `is_short` counts categories.
    """
    sentences = [*women.get(row.iso3, [])]
    sentences += [_reason(code, row, is_short) for code in split(row.reasons) if code not in ("asked", *without)]
    if units is not None and row.iso3 in units.index:
        sentences += [_restricted(code, units.loc[row.iso3]) for code in split(units.loc[row.iso3, "reasons"])]
    return sentences


def why(run: Run, view: View, states: pd.DataFrame) -> list[str]:
    """Reasons to call each of these states, as one text each."""
    of_units, women = units(run, view), women_facts.reasons(run, view)
    return [formats.sentence(semicolon().join(reasons(row, of_units, women))) for row in states.itertuples()]


def chosen_name(choice: Mapping[str, Any]) -> str:
    """What names of files say of a choice of states: its group, area or list."""
    codes = split(choice.get("states"))
    if "states" in choice:
        return "-".join(codes) if len(codes) <= NAMED else f"{len(codes)}-states"
    area = choice.get("area")
    return f"area-{area}" if area else choice.get("regional_group") or "all"


def _reason(code: str, row: Any, is_short: bool) -> str:
    if code == "deploys":
        types = ", ".join(kit_labels.name(labels.TYPES, one) for one in split(row.personnel_types))
        words = ngettext("deploys {n} person ({types})", "deploys {n} people ({types})", int(row.people_count))
        return words.format(n=formats.count(row.people_count), types=types)
    if code == "pledged":
        n = int(row.pledge_count)
        return ngettext("{n} pledge in the ledger", "{n} pledges in the ledger", n).format(n=formats.count(n))
    n, below = int(row.more_women_by_replacement), split(row.below_categories)
    if is_short and len(below) > 1:
        named = _("{n} categories").format(n=len(below))
    else:
        named = ", ".join(kit_labels.category_name(one, True) for one in below)
    return ngettext(
        "below the target in {categories}: {n} more woman needed, by replacement",
        "below the target in {categories}: {n} more women needed, by replacement",
        n,
    ).format(n=formats.count(n), categories=named)


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


def asks(run: Run, view: View, row: Any) -> pd.DataFrame:
    """What a state is asked for: the guide's rows, the first ones first, with `because`, `way` and `is_to_confirm`; empty where nothing points to an ask."""
    catalogue = requirement_facts.asks(run, view).reindex(split(row.requirement_ids))
    signals = [signal.split("=") for signal in split(row.signals)]
    return catalogue.assign(
        because=[because(code, int(number)) for code, number in signals],
        way=[kit_labels.name(labels.WAYS, code) if code in labels.WAYS else "" for code, _number in signals],
        is_to_confirm=_to_confirm(run, view, catalogue),
    )


def because(signal: str, number: int) -> str:
    """The one reason that made an ask, in words."""
    return ngettext(*labels.SIGNALS[signal], number).format(n=formats.count(number))


def _to_confirm(run: Run, view: View, asks: pd.DataFrame) -> list[bool]:
    """Whether the edition of each ask is older than asks are put without asking back: that of a requirements file, else the guide's Ministerial."""
    months = int(run("ask_edition", view.snapshot)["months"].iloc[0])
    held = run("ministerials", view.snapshot)
    guides = {
        name.lower().replace(" ", "_"): day for name, day in zip(held["ministerial"], held["held_from"], strict=True)
    }
    days = [one.edition_date if pd.notna(one.edition_date) else guides.get(one.edition) for one in asks.itertuples()]
    return [day is None or day + pd.DateOffset(months=months) < pd.Timestamp(view.today) for day in days]


def reason_line(ask: Any) -> str:
    """The one reason that made an ask, and how it is put."""
    return formats.sentence(semicolon().join(filter(None, [ask.because, ask.way])))


def ask_line(ask: Any) -> str:
    """What stands beside an ask: its reason, how it is put, and whether it is to be confirmed."""
    if not ask.is_to_confirm:
        return reason_line(ask)
    return f"{reason_line(ask)} " + _("To be confirmed with the Strategic Force Generation Cell.")


def guide(ask: Any) -> str:
    """Where an ask stands in the printed guide."""
    return requirement_facts.place(ask)


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


def asks_in_words(run: Run, view: View, requirement_ids: pd.Series) -> list[str]:
    """What each state is asked for, in the guide's matter; a dash where nothing points to an ask."""
    named = run("requirement_names", view.snapshot).set_index("requirement_id")["ask"].to_dict()
    return [semicolon().join(_(named[code]) for code in split(text)) or formats.DASH for text in requirement_ids]


def parity_line(row: Any) -> str:
    """The women of a state's people in one category, with the target and how many more it takes."""
    women = _("{women} of {people}").format(women=formats.women_of(row), people=formats.count(row.people_count))
    line = f"{kit_labels.category_name(row.category)}{colon()}{women}"
    if row.is_small:
        return line + _(" (under ten people: no percentage)")
    line += f" ({formats.share_to_goal(row)}), {_('target')} {target_of(row)}"
    more = row.more_women_by_replacement
    if pd.isna(more) or not more:
        return line
    return f"{line}{colon()}" + ngettext(
        "{n} more woman, by replacement", "{n} more women, by replacement", int(more)
    ).format(n=formats.count(more))


def women_of(row: Any) -> str:
    """The women of a state's people in one category, as a part of a sentence to be read aloud."""
    return _("{women} of its {people} {who}").format(
        women=formats.women_of(row),
        people=formats.count(row.people_count),
        who=kit_labels.name(labels.WHO, row.category),
    )


def target_of(row: Any) -> str:
    """The target of a category's year, or the 2025 minimum, said as such."""
    if row.target_status == "not found":
        return _("{percent} (2025 minimum)").format(percent=formats.percent(row.minimum_2025_percent))
    return f"{formats.percent(row.target_percent)} ({row.target_year})"


def has_news(view: View, pledge: Any) -> bool:
    """Whether something is known of a pledge since it was announced: in the open view a level is not."""
    return pledge.status != "announced" and (view.has_units or pledge.status not in LEVELS)


def pledge_standing(view: View, pledge: Any) -> str:
    """Where a pledge stands, in words.

    A level, and who was selected, is restricted: in the open view such a pledge reads as one of which nothing more is public.
    """
    return pledge_facts.standing(pledge if has_news(view, pledge) else pledge._replace(status="announced"))

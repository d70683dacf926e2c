"""What stands beside a mission model's lines, as frames and sentences: what it takes, regions, women, partners, two models compared."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from pages.capabilities import facts as capability_facts
from pages.kit import formats, naming
from pages.kit import labels as kit_labels
from pages.kit.text import _, ngettext, semicolon
from pages.kit.view import Run, View
from pages.partners import facts as partner_facts
from pages.scenario import labels, person_facts
from pages.scenario.facts import (
    DAYS,
    GOALS,
    NAMED,
    PARTNERS,
    POOL,
    REGIONS,
    TAKEN,
    Model,
    lines,
    parameters,
    query,
    total,
    totals,
)
from queries.shared import modelled

EMPTY = (
    "eligible_count", "reported_count", "women_count", "people_count", "women_fraction", "spoken_count", "listed_count", "listed_women_count",
)  # fmt: skip


def taken(run: Run, view: View, model: Model) -> list[str]:
    """What a model takes from today's lines and from the Rapid Deployment Level, and what it could have without, as sentences; none without a roster."""
    pool = run(POOL, view.snapshot, **parameters(view, model))
    if pool.empty or pool["matched_count"].isna().all():
        return []
    filled, spare, lost = (int(pool[name].sum()) for name in ("matched_count", "spare_count", "lost_count"))
    if not filled:
        return [_("No place of the model is filled, so nothing is taken.")]
    todays = run(TAKEN, view.snapshot, **parameters(view, model))
    gone = todays[todays["lost_count"].fillna(0) > 0]
    said = _("Today's lines of missions would keep every unit that they could have.")
    if lost:
        which = ", ".join(f"{row.line} ({row.mission})" for row in gone.head(NAMED).itertuples())
        if len(gone) > NAMED:
            which = _("{list} and {n} more").format(list=which, n=len(gone) - NAMED)
        said = ngettext(
            "Today's lines of missions would lose at least {n} unit that they could have: {which}.",
            "Today's lines of missions would lose at least {n} units that they could have: {which}.",
            lost,
        ).format(n=formats.count(lost), which=which)
    kept = ngettext(
        "Served after them, {n} place of the model could be filled, of {all}.",
        "Served after them, {n} places of the model could be filled, of {all}.",
        spare,
    ).format(n=formats.count(spare), all=formats.count(filled))
    there, rdl = int(pool["rdl_count"].sum()), int(pool["rdl_taken_count"].sum())
    if not there:
        fast = _("No unit of these kinds at the Rapid Deployment Level is available.")
    elif not rdl:
        fast = _("It needs none of the {all} available units of these kinds at the Rapid Deployment Level.")
    else:
        fast = _("It takes at least {n} of the {all} available units of these kinds at the Rapid Deployment Level.")
    return [said, kept, fast.format(all=formats.count(there), n=formats.count(rdl))]


def regions_finding(groups: pd.DataFrame, model: Model) -> str:
    """From how many regional groups units that fit come, and how many from the host's own, as a sentence. Frame: scenario_regions."""
    host = model.host
    known = groups[groups["regional_group"].isin(kit_labels.GROUPS)]
    units = int(groups["eligible_count"].sum())
    if not units:
        return _("No available unit fits a line of this model in time")
    words = ngettext(
        "{n} available unit fits a line in time, from {given} of {all} regional groups",
        "{n} available units fit a line in time, from {given} of {all} regional groups",
        units,
    )
    said = words.format(n=formats.count(units), given=int((known["eligible_count"] > 0).sum()), all=len(known))
    if host == "none":
        return said
    if model.without_group:
        return _("{finding}; the host's own is left out").format(finding=said)
    own = int(groups.loc[groups["regional_group"] == host, "eligible_count"].sum())
    return _("{finding}; {n} from the host's own").format(finding=said, n=formats.count(own))


def women_rows(women: pd.DataFrame, deployed: Mapping[str, str]) -> pd.DataFrame:
    """A row for each category: share among units that fit, target, women deployed, persons asked for, women among them and in lists, in words. Frame: scenario_women."""
    rows = []
    for row in women.itertuples():
        share = (
            formats.women(row.women_count, row.people_count, row.goal_percent)
            if not pd.isna(row.people_count)
            else formats.DASH
        )
        of = _("{n} of {all} units").format(n=formats.count(row.reported_count), all=formats.count(row.eligible_count))
        rows.append(
            {
                "category": kit_labels.category_name(row.category),
                "goal": target(row),
                "deployed": deployed.get(row.category, formats.DASH),
                "share": share,
                "asked": formats.count(row.asked_count),
                "asked_women": formats.count(row.asked_women_count),
                "in_lists": person_facts.in_lists(row),
                "reported": of if not pd.isna(row.eligible_count) else formats.DASH,
            }
        )
    columns = ["category", "goal", "deployed", "share", "asked", "asked_women", "in_lists", "reported"]
    return pd.DataFrame(rows, columns=columns)


def women_asked(run: Run, view: View, model: Model) -> pd.DataFrame:
    """Persons asked for by category, and women among them, where nothing is reported of units: scenario_women with the rest left empty."""
    asked = run(query(view), view.snapshot, **model.asked())
    told = modelled.women_asked(asked, run(GOALS, view.snapshot, today=model.starts(view)))
    return told.assign(**dict.fromkeys(EMPTY, pd.NA))  # fmt: skip


def target(row: Any) -> str:
    """The target that is asked for, and of which year. Row: scenario_women."""
    if pd.isna(row.goal_percent):
        return _("not found")
    return _("{share} ({year})").format(share=formats.percent(row.goal_percent), year=int(row.goal_year))


def women_finding(women: pd.DataFrame) -> str:
    """Women among the people of units that fit, against the target, as a sentence; blank where none is reported. Frame: scenario_women."""
    told = women[women["women_fraction"].notna()]
    said = [
        _("{category}: {women}, target {target}").format(
            category=kit_labels.category_name(row.category, short=True),
            women=formats.women(row.women_count, row.people_count, row.goal_percent), target=target(row),
        )
        for row in told.itertuples()
    ]  # fmt: skip
    return semicolon().join(said)


def women_listed(women: pd.DataFrame) -> str:
    """Women in lists beside those that the target asks among persons, by category, as a sentence; blank where no list speaks. Frame: scenario_women."""
    said = []
    for row in women[women["listed_women_count"].notna() & women["asked_women_count"].notna()].itertuples():
        words = ngettext("{category}: lists name {n} woman, the target asks for {all}", "{category}: lists name {n} women, the target asks for {all}", int(row.listed_women_count))  # fmt: skip
        one = words.format(category=kit_labels.category_name(row.category, short=True), n=formats.count(row.listed_women_count), all=formats.count(row.asked_women_count))  # fmt: skip
        silent = row.asked_count - row.spoken_count
        said.append(_("{finding} ({n} persons without a list)").format(finding=one, n=formats.count(silent)) if silent > 0 else one)  # fmt: skip
    return semicolon().join(said)


def closing(run: Run, view: View, model: Model) -> pd.DataFrame:
    """Lines that help of a partner could close, with the offers that fit: scenario_partners; none in the open view, which has no levels."""
    if view.is_open:
        return pd.DataFrame()
    asked = parameters(view, model) | {"introduced": partner_facts.introduced(view)}
    return run(PARTNERS, view.snapshot, **asked)


def helped(run: Run, view: View, told: pd.DataFrame) -> pd.DataFrame:
    """The same in words: line, capability, short, help, and who offers it. Frame: of `closing`."""
    if told.empty:
        return pd.DataFrame()
    states = naming.states(run, view)
    return pd.DataFrame(
        {
            "line": told["line"],
            "capability": capability_facts.names_or_codes(told, "capability"),
            "short": told["short"],
            "help": [kit_labels.name(labels.HELP, code) for code in told["reason"]],
            "offered": [offered(row, states) for row in told.itertuples()],
        }
    )


def offered(row: Any, states: dict[str, str]) -> str:
    """Who offers what would help a line, in words. Row: of `closing`."""
    fits, beside = int(row.fits_count), int(row.beside_count)
    if fits:
        said = ngettext("{n} offer fits, of {states}", "{n} offers fit, of {states}", fits)
        return said.format(n=formats.count(fits), states=naming.listed(row.states, states))
    if beside:
        said = ngettext("{n} offer of this area, which does not fit", "{n} offers of this area, none fits", beside)
        return said.format(n=formats.count(beside))
    return _("No offer of this area")


def compared(run: Run, view: View, models: Sequence[Model]) -> pd.DataFrame:
    """Measures of models side by side, one row a measure: `measure` and a column for each model, as texts."""
    told = [measures(run, view, model) for model in models]
    rows = [
        {"measure": name} | {f"model_{n}": one.get(name, formats.DASH) for n, one in enumerate(told, 1)}
        for name in told[0]
    ]
    return pd.DataFrame(rows)


def measures(run: Run, view: View, model: Model) -> dict[str, str]:
    """Figures of one model by their names, as texts; a dash where nothing is reported."""
    gap = lines(run, view, model)
    told = totals(gap)
    said = {
        _("Units asked for"): formats.count(told["required"]),
        _("Persons asked for individually"): formats.count(told["people"]),
        _("Of them in lists of who could come"): _number(total(gap[gap["unit_of_quantity"] == "persons"], "matched")),
    }
    for day in DAYS:
        said[_("There by day {n}").format(n=day)] = _of(told[f"there_{day}"], told[f"required_{day}"])
    said[_("There in time")] = _of(told["matched"], told["required"])
    said[_("There later than asked for")] = _number(told["late_count"])
    said[_("Not known to be assessed and current")] = _number(told["not_assessed_count"])
    said[_("In time without taking any from today's lines")] = _number(told["spare_count"])
    if not view.is_open and told["is_reported"]:
        pool = run(POOL, view.snapshot, **parameters(view, model))
        said[_("Lost to today's lines, at least")] = _number(total(pool, "lost_count"))
        said[_("Taken from the Rapid Deployment Level, at least")] = _of(
            total(pool, "rdl_taken_count"), total(pool, "rdl_count")
        )
        groups = run(REGIONS, view.snapshot, **parameters(view, model))
        said[_("Regional groups with units that fit")] = str(int((groups["eligible_count"] > 0).sum()))
    return said


def _number(value: Any) -> str:
    return _("not reported") if value is None else formats.count(value)


def _of(value: Any, whole: Any) -> str:
    return (
        _("not reported")
        if value is None
        else _("{n} of {all}").format(n=formats.count(value), all=formats.count(whole))
    )

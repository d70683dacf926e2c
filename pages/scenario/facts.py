"""Mission models as frames and sentences: what is asked for, what could be there by when, and what that takes from elsewhere."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd

from pages.capabilities import facts as capability_facts
from pages.capabilities import labels as capability_labels
from pages.capabilities import line_facts, rapid_facts
from pages.kit import formats, naming
from pages.kit import labels as kit_labels
from pages.kit.text import _, ngettext, semicolon
from pages.kit.view import Run, View
from pages.requirements import facts as requirement_facts
from pages.scenario import labels, listed_facts

DRAFTS, LINES, GAP, TAKEN = "scenario_drafts", "scenario_lines", "scenario_gap", "scenario_taken"
POOL, REGIONS, WOMEN, UNITS, GOALS, PARTNERS = (
    "scenario_pool",
    "scenario_regions",
    "scenario_women",
    "scenario_units",
    "scenario_goals",
    "scenario_partners",
)
DAYS = (60, 120, 180)
LANGUAGES = ("fr", "en", "es", "ar", "pt")
SOURCE, LEVELS = "scenario_module", "readiness_levels"
NAMED = 3  # lines that a sentence names
FAR = 10  # years from the day of reading within which a model may start


class Model(NamedTuple):
    """What a reader chose, as codes: modules and models, per cent of their numbers, languages, the host's regional group, the start as ISO (empty: the day of reading), whether the host's group counts or stays out."""

    modules: tuple[str, ...] = ()
    scale: int = 100
    languages: tuple[str, ...] = ()
    host: str = "none"
    start: str = ""
    host_units: str = "count"

    @property
    def without_group(self) -> str | None:
        """The regional group whose units and persons the planner leaves out."""
        return self.host if self.host_units == "out" and self.host != "none" else None

    def asked(self) -> dict[str, Any]:
        """Parameters of what is asked for."""
        return {"model": ";".join(self.modules), "scale": self.scale, "languages": ";".join(self.languages)}

    def starts(self, view: View) -> dt.date:
        """The day on which units are invited: availability is read on it."""
        return dt.date.fromisoformat(self.start) if self.start else view.reading_day


def offered(run: Run, view: View) -> pd.DataFrame:
    """Every line that can be chosen in this view: our drafts and, where restricted, those that planners loaded."""
    if view.is_open:
        return run(DRAFTS, view.snapshot)
    return run(LINES, view.snapshot, as_of=view.until)


def query(view: View) -> str:
    """The query behind what is asked for."""
    return DRAFTS if view.is_open else LINES


def names(lines: pd.DataFrame) -> dict[str, str]:
    """Names of what can be chosen, by code: models that planners loaded, their modules, our drafts. Frame: of `offered`."""
    loaded = lines[lines["model"].notna()]
    whole = {
        row.model: _("Model “{name}”").format(name=row.model_name)
        for row in loaded.drop_duplicates("model").itertuples()
    }
    parts = {
        row.module: f"{row.model_name} · {row.module_name}" for row in loaded.drop_duplicates("module").itertuples()
    }
    drafts = lines[lines["model"].isna()].drop_duplicates("module")
    return whole | {row.module: _(row.module_name) for row in drafts.itertuples()} | parts


def lines(run: Run, view: View, model: Model) -> pd.DataFrame:
    """Lines of a model: scenario_gap, and where this view has no levels what is asked for alone, with state and matched left empty."""
    if view.is_open:
        asked = run(DRAFTS, view.snapshot, **model.asked())
        is_told = asked["has_levels"] | (asked["unit_of_quantity"] == "persons")
        state = is_told.map({True: "not_reported", False: "not_in_units"})
        return asked.assign(state=state.astype(object), reason=None, matched=pd.NA)
    return run(GAP, view.snapshot, **parameters(view, model))


def parameters(view: View, model: Model) -> dict[str, Any]:
    """Parameters of the queries that hold a model against the roster."""
    return model.asked() | {"as_of": view.until, "today": model.starts(view), "without_group": model.without_group}


def words(model: Model, view: View, called: dict[str, str]) -> str:
    """What was chosen, in words. `called` are names of modules."""
    parts = [", ".join(called.get(code, code) for code in model.modules)]
    if model.scale != 100:
        parts.append(_("at {n} % of the numbers drafted").format(n=model.scale))
    if model.languages:
        parts.append(_("in {languages}").format(languages=requirement_facts.languages(";".join(model.languages))))
    if model.host != "none":
        host = (
            _("host in the {group}, whose units and persons are left out")
            if model.without_group
            else _("host in the {group}")
        )
        parts.append(host.format(group=kit_labels.name(kit_labels.GROUPS, model.host)))
    parts.append(_("from {day}").format(day=formats.day(model.starts(view))))
    return semicolon().join(parts)


def totals(gap: pd.DataFrame) -> dict[str, Any]:
    """Units asked for and matched in time, by each day; persons that lines state; lines with another count. Frame: of `lines`."""
    units = gap[gap["has_levels"]]
    told: dict[str, Any] = {"required": int(units["required"].sum()), "lines": len(units)}
    told["people"] = int(gap.loc[gap["unit_of_quantity"] == "persons", "required"].sum())
    told["others"] = int((~gap["unit_of_quantity"].isin(("units", "teams", "persons"))).sum())
    told["is_reported"] = not units["state"].isin(("not_reported",)).any() and len(units) > 0
    for day in DAYS:
        told[f"required_{day}"] = int(units.loc[units["by_day"].fillna(DAYS[-1]) <= day, "required"].sum())
        told[f"there_{day}"] = total(units, f"by_{day}_count")
    for column in ("matched", "late_count", "not_assessed_count", "spare_count"):
        told[column] = total(units, column)
    return told


def total(frame: pd.DataFrame, column: str) -> int | None:
    """The sum of a count; None where nothing of it is told, for a blank is no zero."""
    total = frame[column].astype("Int64").sum(min_count=1) if column in frame else pd.NA
    return None if pd.isna(total) else int(total)


def finding(gap: pd.DataFrame) -> str:
    """What could be there in time of what is asked for, as a sentence. Frame: of `lines`."""
    told = totals(gap)
    if not told["lines"]:
        return _("This model asks for no units: nothing of it stands at a level of the PCRS")
    asked = ngettext("{n} unit", "{n} units", told["required"]).format(n=formats.count(told["required"]))
    if not told["is_reported"] or told["matched"] is None:
        return _("{asked} asked for; what could be there is not reported").format(asked=asked)
    days = ", ".join(_("{n} by day {day}").format(n=formats.count(told[f"there_{day}"]), day=day) for day in DAYS)
    return _("Of {asked} asked for, {n} could be there in time: {days}").format(
        asked=asked, n=formats.count(told["matched"]), days=days
    )


def short_finding(gap: pd.DataFrame, name: str) -> str:
    """The same of one of two models, in a few words. Frame: of `lines`."""
    told = totals(gap)
    if not told["is_reported"] or told["matched"] is None:
        return _("{name}: {n} units asked for, supply not reported").format(
            name=name, n=formats.count(told["required"])
        )
    return _("{name}: {n} of {all} units in time").format(
        name=name, n=formats.count(told["matched"]), all=formats.count(told["required"])
    )


def title(gaps: Sequence[pd.DataFrame], names: Sequence[str]) -> str:
    """What stands over one model, or over two. Frames: of `lines`."""
    if len(gaps) == 1:
        return finding(gaps[0])
    return semicolon().join(short_finding(gap, name) for gap, name in zip(gaps, names, strict=True))


def beside(gap: pd.DataFrame) -> list[str]:
    """What stands beside units: persons, other things, later ones, those not known to be assessed and current, as sentences. Frame: of `lines`."""
    told = totals(gap)
    said = []
    if told["people"]:
        said.append(ngettext("{n} person is asked for individually", "{n} persons are asked for individually", told["people"]).format(n=formats.count(told["people"])))  # fmt: skip
    if told["others"]:
        said.append(ngettext("{n} line asks for equipment or services", "{n} lines ask for equipment or services", told["others"]).format(n=told["others"]))  # fmt: skip
    if said:
        said = [_("{list}: these have no level in the PCRS, and no clock.").format(list=_(" and ").join(said))]
    there = total(gap[gap["unit_of_quantity"] == "persons"], "matched")
    if there is not None:
        said.append(_("Lists name {n} persons who could come for these.").format(n=formats.count(there)))  # fmt: skip
    for column, one, many in (
        ("late_count", _("{n} unit more could be there, but later than asked for."), _("{n} units more could be there, but later than asked for.")),
        ("not_assessed_count", _("{n} unit more fits but is not known to be assessed and current."), _("{n} units more fit but are not known to be assessed and current.")),
    ):  # fmt: skip
        if told[column]:
            said.append((one if told[column] == 1 else many).format(n=formats.count(told[column])))
    return [formats.sentence(text) for text in said]


def number(row: Any) -> str:
    """How many a line asks for, and in what. Row: of `lines`."""
    if pd.isna(row.required):
        return _("not stated")
    words = labels.ONE if row.required == 1 else labels.COUNTED
    return f"{formats.count(row.required)} {kit_labels.name(words, row.unit_of_quantity)}"


def asks(row: Any, is_by_day: bool = True) -> str:
    """What a line asks of a unit or officer, in words. Row: of `lines`."""
    parts = [requirement_facts.languages(row.languages), capability_facts.tags(row.equipment_tags)]
    if isinstance(row.profile_name, str):
        parts.insert(0, _(row.profile_name))
    if not pd.isna(row.women_percent):
        parts.append(_("women at least {share}").format(share=formats.percent(row.women_percent)))
    if is_by_day and not pd.isna(row.by_day):
        parts.append(_("by day {n}").format(n=int(row.by_day)))
    return semicolon().join(filter(None, parts))


def why(row: Any) -> str:
    """Why a line stands where it does, in a few sentences. Row: of `lines`."""
    if row.unit_of_quantity == "persons" and row.state in (*listed_facts.JUDGED, "no_list"):
        return listed_facts.why(row)
    if row.state in listed_facts.CARRIED:
        return listed_facts.carried(row)
    if row.state in ("not_in_units", "not_stated", "not_reported", "not_computed"):
        return {
            "not_in_units": _("Levels and days are of units, and no list tells of these: nothing is said of them."),
            "not_stated": _("How many are asked for is not stated."),
            "not_reported": _("What could be there is not reported."),
            "not_computed": _("There are too many lines and units of this kind to match."),
        }[row.state]
    said = [_("{n} of {all} in time").format(n=formats.count(row.matched), all=formats.count(row.required))]
    if row.late_count:
        said.append(_("{n} more later").format(n=formats.count(row.late_count)))
    if row.not_assessed_count:
        said.append(_("{n} more not known to be assessed and current").format(n=formats.count(row.not_assessed_count)))
    if row.left_out_count:
        said.append(_("{n} of the host's group left out").format(n=formats.count(row.left_out_count)))
    first = f"{', '.join(said)}."
    return first if row.state == "met" else f"{first} {_reason(row)}".strip()


def _reason(row: Any) -> str:
    """What keeps further units from a line that is not met."""
    if row.reason == "none":
        return _("No further unit of the kind can be had for any mission.")
    if row.reason == "none_assessed":
        return _("A passed visit or a renewal could change that, or a level or renewal that becomes known.")
    if row.reason == "not_verified":
        return _("A unit might meet it: a cell that decides could not be read.")
    if row.reason == "too_few":
        spare = row.eligible_count - row.matched
        words = ngettext(
            "{n} unit that meets it serves another line of the model.",
            "{n} units that meet it serve other lines of the model.",
            max(spare, 1),
        )
        return words.format(n=formats.count(spare)) if spare > 0 else _("No further unit of the kind is available.")
    what = (
        _("within {n} days").format(n=int(row.by_day))
        if row.reason == "days"
        else line_facts.condition(row, row.reason)
    )
    words = ngettext(
        "Of {all} unit of the kind, {n} without what it asks for: {what}.",
        "Of {all} units of the kind, {n} without what it asks for: {what}.",
        row.looked_at_count,
    )
    return words.format(all=formats.count(row.looked_at_count), n=formats.count(row.kept_count), what=what)


def codes(run: Run, view: View) -> naming.Names:
    """What turns codes of a model's lines into words, by column."""
    of, every = capability_facts.codes(run, view), offered(run, view)
    called = names(every)
    profiles = every.dropna(subset="profile").drop_duplicates("profile").set_index("profile")["profile_name"].to_dict()
    return of | {
        "profile": naming.lookup(profiles),
        "languages": requirement_facts.languages,
        "equipment_tags": capability_facts.tags,
        **dict.fromkeys(("module_name", "profile_name", "capability_name", "drawn_from"), naming.translated),
        "model": naming.lookup(called),
        "module": naming.lookup(called),
        "state": naming.lookup(labels.STATES),
        "reason": naming.lookup(labels.REASONS),
        "unit_of_quantity": naming.lookup(labels.COUNTED),
        "standing": naming.lookup(labels.STANDINGS),
        "lacks": lambda text: capability_facts.several(capability_labels.LACKS, text),
    }


def no_supply(view: View) -> tuple[str, str]:
    """Why nothing is said of supply, and the source of which a file is missing; none where the view may not have levels."""
    return capability_facts.no_levels(
        view,
        _("A Member State's level in the PCRS is restricted: this view shows what a model asks for. What could be there is not reported here, which is not 0."),
        _("No export of the PCRS is loaded: what a model asks for stands below, and what could be there is not reported, which is not 0."),
    )  # fmt: skip


def clocks(run: Run, view: View) -> str:
    """From when days are counted, as sentences."""
    levels = run(LEVELS, view.snapshot)
    said = [rapid_facts.clock(row.days, row.level, row.clock) for row in levels.itertuples()]
    return " ".join(
        [_("Two clocks:"), *said, _("Here both run from the start, as if every invitation were accepted on its day.")]
    )


def basis(run: Run, view: View, models: Sequence[Model]) -> str:
    """What figures of models rest on besides their sources, as sentences."""
    export = None if view.is_open else capability_facts.export(run, view)
    said = []
    if export:
        said.append(_("Export of the PCRS of {day}.").format(day=formats.day(export)))
        days = list(dict.fromkeys(formats.day(model.starts(view)) for model in models))
        said.append(
            _("Availability is read on the start ({days}): what is not renewed by then is stale.").format(
                days=", ".join(days)
            )
        )
    return " ".join([*said, _("Modules of our own are ours, to be replaced.")])

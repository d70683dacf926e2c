"""What is said of a state from the monthly figures, whoever says it."""

from typing import Any

import pandas as pd

from pages.kit import formats, labels, maps
from pages.kit.text import _, colon, semicolon
from pages.kit.view import Run, View, scope_name

STATES, GROUP, FLOWS = "deployment_by_state", "deployment_of_group", "deployment_flows"
COUNTRY_MISSIONS = "country_missions"
COUNTRY_PAGE = "deployments/country.py"
Figures = list[tuple[str, str]]  # heading and figure of a card


def areas(run: Run, view: View) -> dict[str, str]:
    """M49 areas as code -> name, each indented under the one that it belongs to."""
    steps = {"region": "", "subregion": "\u2003", "intermediate": "\u2003\u2003"}
    names = {row.m49: steps[row.level] + _(row.name) for row in run("m49_areas", view.snapshot).itertuples()}
    return {"all": _("All areas")} | names


def countries(run: Run, view: View) -> pd.DataFrame:
    """Member States and territories in UN order, their names in the reader's language."""
    states = run("countries", view.snapshot)
    return states.assign(name=[_(name) for name in states["name"]])


def largest(run: Run, view: View) -> str:
    """Code of the state that deploys most people in the month, the first in UN order of equal ones and where none is reported."""
    people = run(STATES, view.snapshot, as_of=view.as_of, scope=view.scope).set_index("iso3")["people_count"]
    codes = countries(run, view)["iso3"]
    people = people.reindex(codes).fillna(0).astype("int64")
    return str(people.idxmax())


def states(run: Run, view: View, chosen: dict[str, str]) -> pd.DataFrame:
    """States of a group and area with their names, in UN order; a territory only in months that print people of it."""
    rows = run(STATES, view.snapshot, as_of=view.as_of, scope=view.scope, **chosen)
    about = countries(run, view)[["iso3", "name", "regional_group", "is_member_state"]]
    rows = rows.merge(about, on="iso3", how="left")
    return rows[rows["is_member_state"] | (rows["people_count"] > 0)].reset_index(drop=True)


def beside_the_map(states: pd.DataFrame, measure: str) -> list[str]:
    """Sentences on the states that have no shape on a map, and on those drawn as dots. Frame: as `states`, for one month."""
    giving = states[states["people_count"] > 0]
    missing = giving[~giving["iso3"].isin(maps.shapes().keys())]
    tiny = giving[[maps.is_tiny(code) for code in giving["iso3"]]]
    lines = []
    for rows, words in (
        (missing, _("Without a shape on this map: {states}.")),
        (tiny, _("Too small to see, drawn as dots: {states}.")),
    ):
        if len(rows):
            lines.append(words.format(states=_listed(rows, measure)))
    return lines


def _listed(states: pd.DataFrame, measure: str) -> str:
    """States with their figures as one line of text."""
    figure = {
        "people": lambda row: formats.count(row.people_count),
        "women": formats.women_of,
        "share": formats.share_of,
        "change": lambda row: formats.change(row.people_change_12m),
    }[measure]
    return semicolon().join(f"{row.name} {figure(row)}" for row in states.itertuples())


def started(run: Run, view: View) -> str:
    """The month with which the files begin, in words."""
    return formats.month(run("months", view.snapshot)["as_of"].min())


def reported(run: Run, view: View) -> pd.Series:
    """The reported months up to the one shown; where missions are left out by scope, those that state missions."""
    months = run("months", view.snapshot)
    months = months[months["as_of"].dt.date <= view.as_of]
    return months.loc[months["states_mission"] | (view.scope == "all"), "as_of"]


def unstated(run: Run, view: View) -> pd.Series:
    """The months that were published without missions."""
    months = run("months", view.snapshot)
    return months.loc[~months["states_mission"], "as_of"]


def states_missions(run: Run, view: View) -> bool:
    """Whether the month shown says in which missions people serve."""
    return pd.Timestamp(view.as_of) not in set(unstated(run, view))


def personnel(row: Any, fourth: tuple[str, str]) -> Figures:
    """People, women, their share, what `fourth` heads and counts (a heading and a column), and the change in 12 months."""
    heading, column = fourth
    return [
        (_("People in uniform"), formats.count(row["people_count"])),
        (_("Women"), formats.women_of(row)),
        (_("Share of women"), formats.share_of(row)),
        (heading, formats.count(row[column])),
        (_("Change in 12 months"), formats.change(row["people_change_12m"])),
    ]


def not_comparable(view: View) -> str:
    """Why there is no change against the year before."""
    return _("Change in 12 months: not comparable, because {month} was not reported.").format(
        month=formats.month(view.as_of.replace(year=view.as_of.year - 1, day=1))
    )


def not_stated(view: View) -> str:
    """A sentence that the month has no figures of this scope, which is not zero."""
    return _("{month} was published without missions: no figures of {scope}, which is not zero.").format(
        month=formats.month(view.as_of), scope=scope_name(view)
    )


def nobody_chosen(view: View) -> str:
    """A sentence that nobody of a choice of states is deployed."""
    return _("Nobody of this choice is deployed in {month}.").format(month=formats.month(view.as_of))


def belongs(state: pd.Series) -> str:
    """The groups of a state and what is special about them, as one line. Row: countries."""
    groups = [code for code in (state["regional_group"], state["regional_group_second"]) if isinstance(code, str)]
    parts = [labels.name(labels.GROUPS, code) for code in groups]
    places = [_(state[key]) for key in ("m49_intermediate", "m49_subregion") if isinstance(state[key], str)]
    parts += [_("M49: {area}").format(area=places[0])] if places else []
    line = semicolon().join(parts) + "."
    return line + (" " + formats.sentence(_(state["note"])) if isinstance(state["note"], str) else "")


def of_group(run: Run, view: View, group: str) -> set[str]:
    """Codes of the states in a UN regional group, also of those that are in a second one."""
    states = run("countries", view.snapshot)
    return set(states.loc[(states["regional_group"] == group) | (states["regional_group_second"] == group), "iso3"])


def noted(run: Run, view: View, group: str) -> str:
    """The states that are in a regional group by a note of their own; empty where there is none, or no group."""
    states = countries(run, view)
    inside = (states["regional_group"] == group) | (states["regional_group_second"] == group)
    special = states[inside & states["note"].notna() & states["is_member_state"]] if group else states[:0]
    return formats.sentence(semicolon().join(f"{row.name} ({_(row.note)})" for row in special.itertuples()))


def in_two_groups(run: Run, view: View, group: str = "") -> str:
    """A sentence on the states that figures by regional group count in both of theirs; of one group, on those in it. Empty where there is none."""
    states = countries(run, view).dropna(subset=["regional_group_second"])
    if group:
        states = states[(states["regional_group"] == group) | (states["regional_group_second"] == group)]
    words = _(
        "{state} is counted here in both its groups, {first} and {second}; Overview and Outreach count it once, under {first}."
    )
    return " ".join(
        words.format(
            state=row.name,
            first=labels.name(labels.GROUPS_SHORT, row.regional_group),
            second=labels.name(labels.GROUPS_SHORT, row.regional_group_second),
        )
        for row in states.itertuples(index=False)
    )


def nobody(run: Run, view: View, iso3: str, name: str) -> str:
    """A sentence that a state deploys nobody in the month, and when it last did."""
    past = run(COUNTRY_MISSIONS, view.snapshot, iso3=iso3, as_of=view.as_of, scope=view.scope)
    line = _("{name} deploys nobody in {month}.").format(name=name, month=formats.month(view.as_of))
    if past.empty:
        never = _("No month since {start}, when the files begin, prints personnel of it ({scope}).")
        return f"{line} {never.format(start=started(run, view), scope=scope_name(view))}"
    last = _("Its people were last reported in {month}.").format(month=formats.month(past["last_as_of"].max()))
    return f"{line} {last}"


def by_category(rows: pd.DataFrame) -> list[str]:
    """A line for each category: women of people, without a percentage under ten. Frame: parity_by_contributor or _by_mission."""
    lines = []
    for row in rows.itertuples():
        women = _("{women} of {people}").format(women=formats.women_of(row), people=formats.count(row.people_count))
        small = _(" (under ten people: no percentage)") if row.people_count < formats.SMALL else ""
        lines.append(f"{labels.category_name(row.category)}{colon()}**{women}**{small}")
    return lines


def without(run: Run, view: View, categories: pd.Series) -> str:
    """Which categories a state has nobody in, besides those given, and which are not reported at all."""
    goals = run("parity_by_category", view.snapshot, as_of=view.as_of, scope=view.scope)
    goals = goals[~goals["category"].isin(categories)]
    sentences = []
    for rows, words in (
        (goals[goals["people_count"].notna()], _("Nobody in {month}: {categories}.")),
        (goals[goals["people_count"].isna()], _("Not reported in {month}, which is not zero: {categories}.")),
    ):
        if len(rows):
            names = semicolon().join(labels.category_name(code) for code in rows["category"])
            sentences.append(words.format(month=formats.month(view.as_of), categories=names))
    return " ".join(sentences)


def mission_lines(timeline: pd.DataFrame) -> dict[str, str]:
    """Missions as line -> name, in the order of the alphabet; a renamed one with its former name. Frame: country_timeline."""
    names = {}
    for line, codes in timeline.sort_values("as_of").groupby("mission_line")["mission"]:
        newest, former = codes.iloc[-1], sorted(set(codes) - {codes.iloc[-1]})
        newest = labels.mission_name(newest)
        names[str(line)] = f"{newest} ({', '.join(former)})" if former else newest
    return names


def mission_change(row: Any) -> str:
    """The change of a state's people in a mission in 12 months; where they were in one of the two months alone, that too. Row: country_missions."""
    if pd.isna(row.people_change_12m) or not (row.people_count or row.people_before_count):
        return formats.DASH
    change = formats.change(row.people_change_12m)
    if not row.people_before_count:
        return _("{change}: none a year before").format(change=change)
    return change if row.people_count else _("{change}: none now").format(change=change)


def missions_not_comparable(view: View) -> str:
    """Why there is no change of a state's people by mission against the year before."""
    return _("Change in 12 months: not comparable, because {month} was not reported by mission.").format(
        month=formats.month(view.as_of.replace(year=view.as_of.year - 1, day=1))
    )


def first_month(row: Any) -> str:
    """The first reported month, and how much earlier the true one may be. Row: country_missions."""
    month = formats.month(row.first_as_of)
    if row.is_first_of_file:
        return _("{month} or earlier").format(month=month)
    if row.is_after_gap:
        before = formats.month(row.reported_before_as_of)
        return _("{month} or earlier, after {before}").format(month=month, before=before)
    return month


def last_month(view: View, row: Any) -> str:
    """That the state is still there, or the last reported month, and how much later the true one may be."""
    if row.is_there:
        return _("still there in {month}").format(month=formats.month(view.as_of))
    month = formats.month(row.last_as_of)
    if row.is_before_gap:
        after = formats.month(row.reported_after_as_of)
        return _("{month} or later, before {after}").format(month=month, after=after)
    return month

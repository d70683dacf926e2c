"""What is said of women against the targets: what is missing by category, who contributes, justice and corrections personnel."""

from typing import Any

import pandas as pd

from pages.deployments import event_facts
from pages.kit import formats, labels, naming, share_bars, sources, sparks
from pages.kit.text import _, ngettext, semicolon
from pages.kit.view import Run, View

BY_CATEGORY, BY_CONTRIBUTOR, TREND = "parity_by_category", "parity_by_contributor", "contributor_trend"
SUPPOSED = "parity_supposed"
SMALLEST = 0.05  # points; a distance under it would be printed as none
JUSTICE = "justice_corrections_gpp"


def contributors(run: Run, view: View, category: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Contributors of a category in UN order: those with ten people or more with pictures of their share (drawn) and of their last months (people_trend),
    and the small ones with women of people in words (women).
    """
    asked = {"as_of": view.as_of, "category": category, "scope": view.scope}
    rows = event_facts.without_needs(run, view, run(BY_CONTRIBUTOR, view.snapshot, **asked))
    rows = naming.with_names(run, view, rows).sort_values("un_order")
    small = rows[rows["is_small"]].copy()
    small["women"] = [formats.share(w, p) for w, p in zip(small["women_count"], small["people_count"], strict=True)]
    large = rows[~rows["is_small"]].copy()
    large["drawn"] = share_bars.drawn(large)
    large["people_trend"] = sparks.of_states(run(TREND, view.snapshot, **asked), large["iso3"])
    return large, small


def without_women(small: pd.DataFrame) -> str:
    """A sentence on how many contributors with fewer than ten people have no woman among them, and of how many it cannot be told.

    Frame: parity_by_contributor, under ten people: there women are blank where the sex of anybody is not reported.
    """
    none, unknown = int((small["women_count"] == 0).sum()), int(small["women_count"].isna().sum())
    words = ngettext(
        "{n} of {all} contributor with fewer than ten people has no woman among them",
        "{n} of {all} contributors with fewer than ten people have no woman among them",
        len(small),
    ).format(n=formats.count(none), all=formats.count(len(small)))
    return words + _("; of {n} it cannot be told").format(n=formats.count(unknown)) if unknown else words


def left_out(run: Run, view: View, category: str, percent: float | None = None) -> str:
    """A sentence on the contributors of whom nothing is asked in a category: of ten people or more, or those below a share of `percent`."""
    rows = run(BY_CONTRIBUTOR, view.snapshot, as_of=view.as_of, category=category, scope=view.scope)
    rows = naming.with_names(run, view, rows[event_facts.is_asked_nothing(run, view, rows)]).sort_values("un_order")
    women = rows["women_count"] + rows["sex_not_reported_count"]
    is_below = ~rows["is_small"] if percent is None else (100 * women < percent * rows["people_count"]).fillna(False)
    rows = rows[is_below.astype(bool)]
    return event_facts.asked_nothing(view, rows["name"].tolist())


def missing(parity: pd.DataFrame) -> pd.DataFrame:
    """Per category, what is missing to the target by either way, as text and numbers. Frame: parity_by_category."""
    return pd.DataFrame(
        {
            "name": [labels.category_name(code) for code in parity["category"]],
            "more_women_by_replacement": parity["more_women_by_replacement"],
            "more_women_by_addition": parity["more_women_by_addition"],
            "more_women_2028_by_replacement": parity["more_women_2028_by_replacement"],
            "women_count": parity["women_count"],
            "people_count": parity["people_count"],
            "share": [_share(row) for row in parity.itertuples()],
            "minimum": [formats.percent(value) for value in parity["minimum_2025_percent"]],
            "target": [_target(row) for row in parity.itertuples()],
            "target_2028": [formats.percent(value) for value in parity["target_2028_percent"]],
        }
    )


def percent_of(row: Any, target: str) -> float:
    """The target in per cent that is chosen as `year`, 2025 or 2028; missing where none was found. Row: of parity_by_category."""
    return {"year": formats.goal(row), "2025": row.minimum_2025_percent, "2028": row.target_2028_percent}[target]


def is_below(row: Any, percent: float) -> bool:
    """Whether a category is below a share even if all whose sex is not reported are women. Row: of parity_by_category."""
    if pd.isna(row.women_count):
        return False
    return bool(100 * (row.women_count + row.sex_not_reported_count) < percent * row.people_count)


def no_set(row: Any, percent: float) -> str:
    """Why no contributors close a category: there is no gap, or nobody is asked. Row: of parity_by_category."""
    if is_below(row, percent):
        return _("This category is below this target, and no more women are asked of any contributor.")
    return _("This category is at or above this target, or not reported: there is no gap to close.")


def reach_of(fewest: pd.DataFrame) -> str:
    """A sentence on what a closing set brings: all that is missing, or how much of it. Frame: parity_closing_set of one category."""
    brought, needed = int(fewest["women_added"].sum()), int(fewest["women_needed"].iloc[0])
    if brought >= needed:
        words = _("If these {n} contributors reached the target, the whole category would.")
    else:
        words = _(
            "If these {n} contributors reached the target, {brought} of the {needed} women missing would be there."
        )
    return words.format(n=len(fewest), brought=formats.count(brought), needed=formats.count(needed))


def _short(row: Any) -> float:
    """Points that a share is short of its goal, as both are printed; under nothing where it is above."""
    share = formats.rounded(row.women_fraction)
    return formats.goal(row) - share if share is not None else float("-inf")


def furthest(parity: pd.DataFrame) -> str:
    """A sentence on the category furthest below its target, or that none is below. Frame: parity_by_category."""
    below = [row for row in parity.itertuples() if row.verdict == "below"]
    if not below:
        return _("No category that is reported is below its target")
    row = max(below, key=_short)
    words = _("{category}: {points} points short of {percent} %, {women} more women")
    if _short(row) < SMALLEST:
        words = _("{category}: less than 0.1 points short of {percent} %, {women} more women")
    return words.format(
        category=labels.category_name(str(row.category)),
        points=formats.written(f"{_short(row):.1f}"),
        percent=int(formats.goal(row)),
        women=formats.count(row.more_women_by_replacement),
    )


def moved(trend: pd.DataFrame, category: str) -> str:
    """A sentence on the newest share of a category and that of twelve months before, or where that month has none, the first.

    Frame: parity_trend up to the month shown; empty text where no month has a share.
    """
    known = trend[(trend["category"] == category) & trend["women_fraction"].notna()].sort_values("as_of")
    if known.empty:
        return ""
    last = known.iloc[-1]
    before = known[known["as_of"] == last["as_of"] - pd.DateOffset(years=1) + pd.offsets.MonthEnd(0)]
    then = before.iloc[0] if len(before) else known.iloc[0]
    words = _("{category}: {now} in {month}, {then} in {before}")
    return words.format(
        category=labels.category_name(category),
        now=formats.per_cent(last["women_fraction"]),
        month=formats.month(last["as_of"]),
        then=formats.per_cent(then["women_fraction"]),
        before=formats.month(then["as_of"]),
    )


def of_missions(parity: pd.DataFrame) -> str:
    """A sentence on how many figures of missions are below their target, and where most women are missing. Frame: parity_by_mission.

    Shares of fewer than ten people, and those that cannot be told, are not counted.
    """
    judged = parity[(parity["people_count"] >= formats.SMALL) & parity["verdict"].isin(["below", "reached"])]
    below = judged[judged["verdict"] == "below"]
    if below.empty:
        return _("No mission is below a target in any category")
    most = below.loc[below["more_women_by_replacement"].fillna(0).astype("int64").idxmax()]
    words = _(
        "{n} of {all} shares of missions are below their target; most women are missing in {mission}: {category}, {women}"
    )
    return words.format(
        n=len(below),
        all=len(judged),
        mission=labels.mission_name(most["mission"]),
        category=labels.category_name(most["category"], short=True),
        women=formats.count(most["more_women_by_replacement"]),
    )


def of_contributors(large: pd.DataFrame, category: str) -> str:
    """A sentence on how many contributors reach the target of a category; none is named. Frame: parity_by_contributor, ten people or more."""
    judged = large[large["verdict"].isin(["below", "reached"])]
    words = _("{category}: {n} of {all} contributors are at or above the target")
    reached = int((judged["verdict"] == "reached").sum())
    return words.format(category=labels.category_name(category), n=reached, all=len(judged))


def supposed(rows: pd.DataFrame) -> str:
    """A sentence on the share that what is supposed moves most, and what is then missing to its target. Frame: parity_supposed."""
    shares = [
        (formats.rounded(row.to_women_fraction, 2), formats.rounded(row.from_women_fraction, 2))
        for row in rows.itertuples()
    ]
    moved = [0.0 if after is None or before is None else abs(after - before) for after, before in shares]
    if not any(moved):
        return _("No share of women changes as supposed")
    row = next(rows.iloc[[moved.index(max(moved))]].itertuples())
    words = _("{category}: {after} as supposed, {before} as it is")
    said = words.format(
        category=labels.category_name(str(row.category)),
        after=formats.share(
            row.to_women_count, row.to_people_count - row.to_sex_not_reported_count, goal_percent=row.goal_percent
        ),
        before=formats.per_cent(row.from_women_fraction),
    )
    if pd.isna(row.goal_percent) or pd.isna(row.more_women_by_replacement):
        return said
    missing = int(row.more_women_by_replacement)
    rest = ngettext("{said}; {n} more woman to {goal}", "{said}; {n} more women to {goal}", missing)
    rest = rest if missing else _("{said}; {goal} is reached")
    return rest.format(said=said, n=formats.count(missing), goal=formats.percent(row.goal_percent))


def path(row: pd.Series) -> str:
    """A sentence on the women missing to the target in force and to that of 2028; empty where the category is not reported.

    Row: one of parity_by_category.
    """
    if pd.isna(row["people_count"]):
        return ""
    now = row["minimum_2025_percent"] if pd.isna(row["target_percent"]) else row["target_percent"]
    ways = [
        (row["more_women_by_replacement"], now),
        (row["more_women_2028_by_replacement"], row["target_2028_percent"]),
    ]
    words = _("Missing by replacement, if men are replaced and the total stays: {now}; {ahead}.")
    reach = _("to {percent} in {year}, {n} women")
    parts = [
        reach.format(percent=formats.percent(percent), year=year, n=formats.count(missing))
        for (missing, percent), year in zip(ways, (row["target_year"], 2028), strict=True)
    ]
    if pd.isna(row["target_2028_percent"]):
        parts[1] = _("a target of 2028 was not found")
    return words.format(now=parts[0], ahead=parts[1])


def _share(row) -> str:
    """The share of a category, and where the sex of some leaves open whether it reaches its target, that."""
    told = formats.share_to_goal(row)
    return _("{share} · cannot be told").format(share=told) if row.verdict == "cannot_be_told" else told


def _target(row) -> str:
    if row.target_status == "not found":
        return _("not found; 2025 minimum used")
    interpolated = _(" (interpolated)") if row.target_status == "interpolated" else ""
    return formats.percent(row.target_percent) + interpolated


def justice(run: Run, view: View, parity: pd.DataFrame, is_handed_over: bool = False) -> str:
    """A sentence on justice and corrections personnel where the month itself has no figure: a snapshot answers for its own day.

    Empty where the frame (parity_by_category) has the figure. What is handed over does not say where a file is loaded.
    """
    row = parity[parity["category"] == JUSTICE].iloc[0]
    if not pd.isna(row["people_count"]):
        return ""
    latest = run("gpp_parity", view.snapshot, scope=view.scope)
    if latest.empty:
        words = _("Justice and corrections: not reported, because no file of that source is loaded yet. Not zero.")
        how = sources.who_loads() if view.is_open else _("DPO-JCS-GPP is loaded on the page Load data.")
        return words if is_handed_over else f"{words} {how}"
    last = latest.iloc[0]
    sentence = _(
        "Justice and corrections: not reported for {day}, not zero. The latest snapshot, of {own}: {women} women of {people}"
    ).format(
        day=formats.day(view.as_of),
        own=formats.day(last["as_of"]),
        women=formats.count(last["women_count"]),
        people=formats.count(last["people_count"]),
    )
    if last["people_count"] < formats.SMALL:
        return f"{sentence}."
    return f"{sentence} ({formats.share(last['women_count'], last['people_count'])}{semicolon()}" + _(
        "2025 minimum {minimum}, {more} more women)."
    ).format(
        minimum=formats.percent(last["minimum_2025_percent"]), more=formats.count(last["more_women_by_replacement"])
    )


def change_sentence(rows: pd.DataFrame, names: dict[str, str], then: str, now: str) -> str:
    """The change of a share between two months, and the largest part of it worked out in persons. Frame: parity_change."""
    sums = rows[["from_women_count", "from_people_count", "to_women_count", "to_people_count", "effect"]].sum()
    before, after = (
        formats.per_cent(sums[f"{side}_women_count"] / sums[f"{side}_people_count"], 2) for side in ("from", "to")
    )
    sentence = _("From **{before}** in {then} to **{after}** in {now}: {change} points.").format(
        before=before, after=after, then=then, now=now, change=formats.written(f"{100 * sums['effect']:+.2f}")
    )
    top = rows.loc[rows["effect"].abs().idxmax()]
    if not top["effect"]:
        return sentence
    sides = []
    for side in ("from", "to"):
        women, people, total = top[f"{side}_women_count"], top[f"{side}_people_count"], sums[f"{side}_people_count"]
        apart = women - top["middle_fraction"] * people
        word = _("{n} more") if apart >= 0 else _("{n} fewer")
        part = _("{women} women among {people} people, {apart} than that share gives ({points} points)")
        sides.append(
            part.format(
                women=formats.count(women), people=formats.count(people),
                apart=word.format(n=formats.count(round(abs(apart)))), points=formats.written(f"{100 * apart / total:+.2f}"),
            )
        )  # fmt: skip
    worked = _(
        "The largest part is {name}, {points}: against {middle}, the mean of both shares, it had {was}; it has {now}."
    )
    return f"{sentence} " + worked.format(
        name=names.get(top["code"], top["code"]), points=formats.written(f"{100 * top['effect']:+.2f}"), was=sides[0], now=sides[1],
        middle=formats.per_cent(top["middle_fraction"], 2),
    )  # fmt: skip


def marked(row: Any, name: str) -> str:
    """A name with a word before it where nobody was there in the earlier month, or is in the later one. Row: parity_change."""
    if not row.to_people_count + row.to_sex_not_reported_count:
        return _("left: {name}").format(name=name)
    return name if row.from_people_count + row.from_sex_not_reported_count else _("new: {name}").format(name=name)

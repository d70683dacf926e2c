"""What has a day ahead on screen: this week and next as a list whose units lead to their entries, and nine weeks as a map."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.kit import calendars, formats, links, naming, notes
from pages.kit.cache import run
from pages.kit.labels import name
from pages.kit.text import _, colon, ngettext
from pages.kit.view import View
from pages.today import charts, facts, finding_facts, labels
from pages.today.facts import WEEK, Morning

MOST = 9  # days of a week in sight; the rest is one line
GROUPED = "renewal"  # many a week, and each alike


def soon(view: View, morning: Morning) -> None:
    """List this week and the next, day by day, and how much lies later."""
    today = pd.Timestamp(view.reading_day)
    for place, title in enumerate((_("This week"), _("Next week"))):
        first = today + pd.Timedelta(days=WEEK * place)
        days = morning.ahead[morning.ahead["in_days"] // WEEK == place]
        st.subheader(f"{title} · {_span(first)}")
        lines = _lines(view, days)
        has_rotations = facts.reports(morning.columns, "rotates_out")
        if not place and has_rotations and "rotation" not in set(days["kind"]):
            lines.append(f"- {finding_facts.next_rotation(morning.ahead)}")
        st.markdown("\n".join(lines) or _("Nothing that the files tell."))
    later = morning.ahead[morning.ahead["in_days"] >= 2 * WEEK]
    number = later["kind"].value_counts()
    parts = [f"{name(labels.KINDS, code)} {formats.count(number[code])}" for code in labels.KINDS if code in number]
    if parts:
        words = _("**Later, up to {day}**: {parts}.")
        last = today + pd.Timedelta(days=facts.DAYS)
        st.markdown(words.format(day=formats.day(last), parts=", ".join(parts)))


def _span(first: pd.Timestamp) -> str:
    """Return 1 to 7 November 2026, or 29 November to 5 December 2026."""
    last = first + pd.Timedelta(days=WEEK - 1)
    start = str(first.day) if first.month == last.month else formats.day(first).rsplit(" ", 1)[0]
    return _("{first} to {last}").format(first=start, last=formats.day(last))


def _lines(view: View, days: pd.DataFrame) -> list[str]:
    single, alike = days[days["kind"] != GROUPED], days[days["kind"] == GROUPED]
    states = naming.states(run, view)
    lines = [
        f"- **{formats.day(row.on_day).rsplit(' ', 1)[0]}** {name(labels.ONE, row.kind)}{colon()}{entry(view, row)}"
        f" :gray[{states.get(row.iso3, row.iso3)}, {row.what}]"
        for row in single.head(MOST).itertuples()
    ]
    if rest := len(single) - MOST if len(single) > MOST else 0:
        lines.append("- " + ngettext("and {n} more, below", "and {n} more, below", rest).format(n=formats.count(rest)))
    if len(alike):
        words = ngettext("**{n} renewal** runs out: {units}", "**{n} renewals** run out: {units}", len(alike))
        units = ", ".join(entry(view, row) for row in alike.head(MOST).itertuples())
        lines.append(
            "- " + words.format(n=formats.count(len(alike)), units=units + (" …" if len(alike) > MOST else ""))
        )
    return lines


def entry(view: View, row: Any) -> str:
    """A link to where a unit stands in the roster, or a slot of a mission under its contributor. Row: unit_id, iso3, kind."""
    asked = {"iso3": row.iso3} | ({} if row.kind == "rotation" else {"unit": row.unit_id})
    return f"[{row.unit_id}]({links.way('country', view, **asked)})"


def weeks(view: View, morning: Morning) -> None:
    """Draw how many days of each kind lie in each week, and offer them as a calendar."""
    kinds = facts.kinds(morning.columns)
    if not kinds:
        return
    notes.finding(finding_facts.weeks_finding(morning.ahead), _("Dates ahead by week"))
    frame = facts.weeks(morning.ahead, view.reading_day)
    chart, height = charts.weeks(frame, kinds, view.reading_day, notes.ink())
    st.echarts_chart(chart, height=height, key="weeks", alt=_("Dates ahead by kind and week"))
    st.caption(
        _(
            "A week is seven days from the day of reading. The units of each kind stand in the tables below, with definitions and files."
        )
    )
    calendars.offer(view, facts.events(run, view, morning.ahead), "today", _("Days ahead of units"), *facts.AHEAD)


def leaving(view: View, frame: pd.DataFrame) -> dict[str, Any]:
    """Draw the rotations of each week; return the chart for what stands under it, nothing where all are past. Frame: rotations_ahead."""
    if not (frame["in_days"] >= 0).any():
        return {}
    chart, title = charts.rotations(frame, view.reading_day, notes.ink()), _("Rotations and repatriations by week")
    st.echarts_chart(chart, height=charts.TALL, key="rotation_weeks", alt=title)
    return {"chart": chart, "height": charts.TALL, "title": title}

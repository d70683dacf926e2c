"""Days ahead as a calendar file: whole-day events that any calendar reads, with where they come from in each."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from pages.kit import formats, links, sources
from pages.kit.cache import run
from pages.kit.text import _, language, ngettext
from pages.kit.view import View, marked


class Event(NamedTuple):
    """One day: `key` is the same for the same event in every file, so that a second import changes and does not double it."""

    day: dt.date
    key: str
    title: str
    text: str


def to_ics(events: Sequence[Event], name: str, origin: str, stamp: dt.datetime, dataset: str = "public") -> bytes:
    """Return events as an iCalendar file (RFC 5545); `origin` is where they come from, `stamp` when the data was made (UTC)."""
    import icalendar  # a tenth of a second, only when asked for

    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//Force generation ledger//{language().upper()}")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", marked(dataset, name))
    for event in sorted(events):
        entry = icalendar.Event()
        entry.add("uid", f"{dataset}-{event.key}@force-generation-ledger")
        entry.add("dtstamp", stamp)
        entry.add("dtstart", event.day)
        entry.add("dtend", event.day + dt.timedelta(days=1))
        entry.add("summary", marked(dataset, event.title))
        entry.add("description", f"{event.text}\n{origin}".strip())
        entry.add("transp", "TRANSPARENT")
        calendar.add_component(entry)
    return calendar.to_ical()


def offer(view: View, events: Sequence[Event], key: str, name: str, *queries: str, filters: str = "") -> None:
    """Offer events as a file, made when asked for; it says which queries they come from, and its name as those of tables."""
    count = ngettext("{n} day", "{n} days", len(events)).format(n=formats.count(len(events)))
    stamp = dt.datetime.combine(view.as_of, dt.time(), dt.UTC)
    origin = sources.line(run, view, *queries)
    links.download(
        view,
        _("Calendar (.ics), {count}").format(count=count),
        lambda: to_ics(events, name, origin, stamp, view.snapshot.dataset),
        f"{sources.file_name(run, view, key, *queries, filters=filters)}.ics",
        "text/calendar",
        key=f"ics_{key}",
        icon=":material/event:",
    )

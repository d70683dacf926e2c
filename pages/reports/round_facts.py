"""Who may read a Country brief before a round of them goes out, in words. No Streamlit."""

from etl import settings
from etl.records import rounds
from etl.records.access import reader
from pages.kit import formats
from pages.kit.text import _
from pages.kit.view import View


def waits(view: View, iso3: str = "") -> str:
    """Why whoever reads has to wait for a brief (of a state), and until when; empty where they need not."""
    with settings.using(view.snapshot.dataset):
        on = rounds.day(view.today)
    if on is None or not view.is_open:
        return ""
    if not iso3 or reader.current().iso3 != iso3:
        return _("Briefs go out on {day}. Until then each Member State reads its own.").format(day=formats.day(on))
    if view.today < rounds.opens(on):
        words = _(
            "Your brief goes out on {day}. You can read it from {first}: ten working days before, Monday to Friday."
        )
        return words.format(day=formats.day(on), first=formats.day(rounds.opens(on)))
    return ""


def ahead(view: View) -> str:
    """When the brief that is read goes out to others; empty where no round is ahead."""
    with settings.using(view.snapshot.dataset):
        on = rounds.day(view.today)
    if on is None:
        return ""
    words = _("It goes out on {day}; Member States read theirs from {first}.")
    return words.format(day=formats.day(on), first=formats.day(rounds.opens(on)))

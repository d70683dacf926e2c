"""What is said above figures of officers and of what states do at home, in words from their frames. No Streamlit."""

from typing import Any

import pandas as pd

from pages.kit import formats
from pages.kit.text import _, ngettext, semicolon
from pages.women.facts import Measures, of


def posts_finding(total: Any) -> str:
    """A sentence on women among observers and staff officers, against the target of the list's year. Row: the first of officer_parity."""
    held = _("Observers and staff officers: women hold {women} posts").format(
        women=of(total.women_count, total.people_count)
    )
    if total.people_count >= formats.SMALL:
        held += f" ({formats.share(total.women_count, total.people_count)})"
    goal, missing = formats.percent(total.goal_percent), int(total.more_women_by_replacement)
    if not missing:
        return _("{held}; {goal} is reached").format(held=held, goal=goal)
    words = ngettext("{held}; {n} more woman would reach {goal}", "{held}; {n} more women would reach {goal}", missing)
    return words.format(held=held, n=formats.count(missing), goal=goal)


def against(total: Any) -> str:
    """A sentence on the target that posts are held against: the 2025 minimum, and the target of the list's year. Row: the first of officer_parity."""
    words = _("2025 minimum {minimum}; target of {year} {target}. It holds for both together.")
    target = _("not found, the 2025 minimum is shown") if pd.isna(total.target_percent) else formats.percent(total.target_percent)  # fmt: skip
    return words.format(minimum=formats.percent(total.minimum_2025_percent), year=total.as_of.year, target=target)


def profiles_finding(wanted: pd.DataFrame) -> str:
    """A sentence on posts with a profile of the guide: how many are held, and of how many profiles no list has a post. Frame: officer_profiles."""
    held, posts = int(wanted["held_count"].sum()), int(wanted["post_count"].sum())
    none = int((wanted.groupby("profile")["post_count"].sum() == 0).sum())
    words = _("{n} posts with a profile that the guide asks for are held")
    first = words.format(n=of(held, posts)) if posts else _("No list has a post with a profile that the guide asks for")
    if not posts or not none:
        return first
    rest = ngettext("of {n} profile no list has a post", "of {n} profiles no list has a post", none)
    return f"{first}{semicolon()}{rest.format(n=formats.count(none))}"


def cadre_finding(total: Any) -> str:
    """A sentence on women cleared through the Command Cadre who are nominated, against what the guide asks. Row: that of all in command_cadre."""
    if pd.isna(total.women_cleared):
        return _("No state reports the women that it has cleared through the Command Cadre")
    words = _("{n} women cleared through the Command Cadre are nominated{share}; the guide asks for {asked}")
    share = formats.share(total.women_nominated, total.women_cleared)
    return words.format(
        n=of(total.women_nominated, total.women_cleared),
        share=f" ({share})" if total.women_cleared >= formats.SMALL else "",
        asked=formats.percent(total.asked_percent),
    )


def training_finding(participants: pd.DataFrame) -> str:
    """A sentence on trainings whose share of women rose since their first year; trainings are never added. Frame: training_participation."""
    newest = participants[participants["year"] == participants["year"].max()]
    since = newest["points_since_first"].dropna()
    year = newest["fiscal_year"].iloc[0]
    if since.empty:
        return _("No training of {year} can be compared with an earlier year").format(year=year)
    words = _("The share of women rose in {n} trainings of {year}, against the first year of each")
    return words.format(n=of((since > 0).sum(), len(since)), year=year)


def measures_finding(at_home: Measures) -> str:
    """A sentence on states that report one of the five measures as in place, or where no sheet tells, that have pledged one."""
    rows = at_home.rows
    if at_home.is_reported:
        states = rows[rows["standing"] != "not_reported"].groupby("iso3")["standing"]
        in_place = int(states.apply(lambda told: (told == "in_place").any()).sum())
        words = _("{n} states that report have at least one of the five measures in place")
        return words.format(n=of(in_place, states.ngroups))
    pledged = rows.loc[rows["pledge_count"] > 0, "iso3"].nunique()
    words = ngettext("{n} state has pledged one of the five measures", "{n} states have pledged one of the five measures or more", pledged)  # fmt: skip
    return words.format(n=formats.count(pledged))

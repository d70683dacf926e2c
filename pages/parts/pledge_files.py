"""Files of pledges that leave the dashboard: the consolidated list that circulates, and a pledge form for a state."""

from pages.parts.snapshot import View


def offer(view: View, asked: dict[str, str]) -> None:
    """Offer the consolidated list of a choice, and with a state its form."""

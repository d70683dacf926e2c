"""What pages of returns and lists share on screen: why there are no figures, and what to do."""

import pandas as pd
import streamlit as st

from pages.kit import snapshot
from pages.kit.cache import run
from pages.kit.text import _
from pages.kit.view import View
from pages.women import facts


def without(view: View, key: str, source: str = "unit_return") -> None:
    """Say why there are no figures of units, and what a reader can do: the page that loads, the exercise."""
    if view.is_open:
        st.info(
            _(
                "Returns of units and lists of officers are restricted: a post, a mission, a nationality and a sex identify a person. This view shows who is to be asked, and what was published."
            )
        )
    elif first := facts.first_day(run, view, source):
        snapshot.nothing_yet(first, key)
        return
    else:
        st.info(
            _(
                "No file of this kind is loaded, so nothing is reported: that is not zero. Whoever holds the returns loads them, or fills the template. Names of people are left out."
            )
        )
        snapshot.offer_load(source)
    snapshot.offer_exercise(key)


def height(shown: pd.DataFrame, most: int, pixels: int) -> int | str:
    """Return how tall a table stands: as its rows need, and `pixels` with more than `most` of them."""
    return pixels if len(shown) > most else "content"

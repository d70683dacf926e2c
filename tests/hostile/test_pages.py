"""Pages over data in which every text of a person means harm: nothing of it is markup in what a page sends, nor in what its charts say."""

import json
import re

import pytest

from tests.files import payloads
from tests.support import screen
from tests.support.screen import app

# Where Streamlit shows letters as they are, or a test asks for what was typed.
LETTERS = (
    "text.",
    "code.",
    "cell of",
    "heading of",
    "alt of",
    "text_input",
    "text_area",
    "selectbox.options",
    "multiselect.options",
)
RAW = re.compile(r"<(?:script|img|svg|iframe|style|link|math|details)\b", re.IGNORECASE)
PAGES = {
    "pledges/page.py": {},
    "pledges/review.py": {},
    "deployments/country.py": {"iso3": "QMB"},
    "outreach/page.py": {"by": "list", "states": "QMB;FRA", "iso3": "QMB"},
    "capabilities/gaps.py": {"cap": "qrf_company"},
    "capabilities/rapid.py": {},
    "about/method.py": {},
    "handover/page.py": {},
}


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        yield payloads.site(tmp_path_factory.mktemp("hostile"), patch)


def formatters(option) -> list[str]:
    """What a chart shows as HTML: its tooltips."""
    if isinstance(option, dict):
        own = [
            value
            for name, value in option.items()
            if name in ("formatter", "hovertemplate", "html", "told") and isinstance(value, str)
        ]
        return own + [text for value in option.values() for text in formatters(value)]
    return [text for value in option for text in formatters(value)] if isinstance(option, list) else []


@pytest.mark.more
@pytest.mark.parametrize("page", PAGES)
def test_no_text_of_a_person_is_markup(page, world):
    _site, waiting = world
    asked = PAGES[page] | ({"pledge": waiting[0]} if page == "pledges/page.py" else {})
    at = screen.unfold(app(page, **asked))
    assert not at.exception
    assert any("evil" in text for _where, text in screen.texts(at))
    told = [(where, text) for where, text in screen.texts(at) if not where.startswith(LETTERS) and where != "chart"]
    assert not [pair for pair in told if payloads.ACTIVE.search(pair[1])]
    for part in screen.blocks(at):
        if part.type in screen.CHARTS:
            drawn = json.loads(getattr(part.proto, screen.CHARTS[part.type]))
            assert not [text for text in formatters(drawn) if RAW.search(text)]
        if part.type == "html":
            assert not RAW.search(
                re.sub(r"<style>.*?</style>|<script>.*?</script>", "", part.proto.body, flags=re.DOTALL)
            ), part.proto.body[:300]


KEYS = (
    "iso3", "states", "state", "mission", "cap", "group", "by", "part", "order", "pledge", "candidate", "requirement", "line", "unit", "ministerial", "at", "a",
    "b", "category", "what", "kind", "region", "type", "q", "month", "scope",
)  # fmt: skip


@pytest.mark.more
@pytest.mark.parametrize("page", screen.VIEWS)
def test_no_statement_in_a_link_reaches_a_database(page, restricted):
    for place in range(2):
        text = list(payloads.ESCAPES)[(len(page) + 7 * place) % len(payloads.ESCAPES)].format(out="evil")
        at = app(page, **dict.fromkeys(KEYS, text))
        assert not at.exception and "root:" not in "".join(told for _where, told in screen.texts(at)), text

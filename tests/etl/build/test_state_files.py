"""Which texts stand in the file of a state: none that names another one, by any of its names or its code, or a file that is not open."""

import pytest

from etl import settings
from etl.build import state_files


@pytest.mark.parametrize(
    ("text", "iso3", "is_strange"),
    [
        ("waits for Ghana", "FJI", True),
        ("waits for GHANA, as agreed", "FJI", True),
        ("waits for Ghana", "GHA", False),
        ("avec le Tchad", "FJI", True),  # a name in another language
        ("with CIV", "FJI", True),
        ("avec la Côte d’Ivoire", "FJI", True),
        ("of Equatorial Guinea", "GNQ", False),  # whose name holds that of another state
        ("of Equatorial Guinea", "GIN", True),
        ("of Guinea", "GNQ", True),
        ("of Nigeria", "NER", True),
        ("of Nigeria", "NGA", False),
        ("one and two can stay", "FJI", False),  # words that look like codes
        ("Unit FJI-003, Level 2", "FJI", False),
        ("Unit GHA-003", "FJI", True),
        ("see PCRS Accra.xlsx, A5", "FJI", True),
        ("QRF company of 150", "FJI", False),
    ],
)
def test_a_text_is_strange_where_it_names_another_state_or_a_closed_file(text, iso3, is_strange):
    with settings.using("public"):
        called = state_files._called()
    assert called.is_strange(text, iso3, ["PCRS Accra.xlsx"]) == is_strange

"""Words that a person settles: an alias from then on, taken back without being lost, and no decision on any pledge."""

import pytest

from etl.records import decisions, words


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))


def test_the_last_choice_stands_and_undo_gives_back_the_one_before():
    words.settle("capability", "Construction  Engineer Company", "engineering_unit", "AB")
    words.settle("level", "construction engineer company", "level_2", "AB")
    assert words.aliases("capability") == {"Construction Engineer Company": "engineering_unit"}
    words.settle("capability", "construction engineer company", "transport_unit", "CD")
    assert words.aliases("capability") == {"construction engineer company": "transport_unit"}
    words.undo("capability", "CONSTRUCTION ENGINEER COMPANY", "EF")
    assert words.aliases("capability") == {"Construction Engineer Company": "engineering_unit"}
    words.undo("capability", "Construction Engineer Company", "EF")
    assert words.aliases("capability") == {}
    with pytest.raises(ValueError, match="Nothing is settled"):
        words.undo("capability", "Construction Engineer Company", "EF")
    assert [entry["action"] for entry in decisions.log()] == ["word"] * 3 + ["undo"] * 2
    assert [(word["kind"], word["by"]) for word in words.settled()] == [("level", "AB")]
    assert not any(state.verdict for state in decisions.states(decisions.log()).values())


@pytest.mark.parametrize(
    ("kind", "word", "means", "by", "said"),
    [
        ("colour", "x", "red", "AB", "no kind"),
        ("capability", "x", "flying_carpet", "AB", "is no capability"),
        ("capability", " - ", "qrf_company", "AB", "Give the word"),
        ("level", "senior", "level_3", " ", "who decides"),
    ],
)
def test_a_choice_that_says_too_little_is_refused_in_words(kind, word, means, by, said):
    with pytest.raises(ValueError, match=said):
        words.settle(kind, word, means, by)
    assert decisions.log() == []

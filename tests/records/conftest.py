"""A desk of one's own: the run's build, and no record yet."""

import pytest


@pytest.fixture
def desk(built, published, tmp_path, monkeypatch):
    """Point this process at the run's build with a work folder in which nothing is written yet, with the right to restricted data."""
    (tmp_path / "build").symlink_to(built / "build", target_is_directory=True)
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    monkeypatch.setenv("LEDGER_AUDIENCE", "restricted")
    return tmp_path

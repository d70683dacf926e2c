"""Seeds of random worlds: two wherever tests run, all of them in make test-all."""

import pytest


def seeds(count: int, lean: tuple[int, ...] = (0, 1)) -> list:
    """Seeds 0 to count - 1 as parameters; all but the lean ones carry the marker more."""
    return [seed if seed in lean else pytest.param(seed, marks=pytest.mark.more) for seed in range(count)]

"""What the Review page does: keep an upload, log a decision, publish decisions. The only page code that changes anything."""

from etl.door import Refused, publish, safe
from etl.door import read_pledges as look
from etl.door import store_pledges as keep
from etl.records import decisions

TYPES = ("docx", "pptx", "xlsx", "csv")
LARGEST_MB = 50
__all__ = ["LARGEST_MB", "TYPES", "Refused", "decide", "keep", "log", "look", "publish", "safe", "states"]


def decide(candidate_id: str, action: str, by: str, base: int, **change) -> dict:
    """Log one decision; Refused says what is missing, decisions.Conflict that another person was there first."""
    try:
        return decisions.decide(candidate_id, action, by, base=base, **change)
    except (ValueError, OSError) as error:
        raise Refused(str(error)) from error


def log() -> list[dict]:
    """Every decision, also those that no data version holds yet."""
    return decisions.log()


def states(entries: list[dict]) -> dict[str, decisions.State]:
    """What stands for each candidate."""
    return decisions.states(entries)

"""What may not be served so: restricted data to the outside without sign-in."""

import os
import sys

from etl import settings
from serving.address import Address, is_loopback


def check(place: Address) -> None:
    """End the program, in words, where restricted data would be open to whoever finds the address."""
    is_outside = bool(place.origin) or not is_loopback(place.host)
    if is_outside and settings.audience() == "restricted" and not _is_sign_in_set_up():
        sys.exit(
            "LEDGER_AUDIENCE=restricted would show restricted data to whoever finds this address: nobody signs in. Set up"
            " sign-in (LEDGER_OIDC_METADATA_URL and what goes with it, docs/DEPLOY.md), or serve what is open: LEDGER_AUDIENCE=open."
        )


def _is_sign_in_set_up() -> bool:
    return any(os.environ.get(f"LEDGER_OIDC_CLIENT_ID{end}") for end in ("", "_FILE"))

"""What may not be served so: restricted data to the outside without sign-in, or sign-in of which a part is missing."""

import sys

from etl import settings
from etl.records.access import sign_in
from serving.address import Address, is_loopback


def check(place: Address) -> None:
    """End the program, in words, where restricted data would be open to whoever finds the address, or nobody could sign in."""
    is_outside = bool(place.origin) or not is_loopback(place.host)
    if sign_in.is_configured():
        try:
            sign_in.secrets()
        except sign_in.Misconfigured as problem:
            sys.exit(str(problem))
    elif is_outside and settings.audience() == "restricted":
        sys.exit(
            "LEDGER_AUDIENCE=restricted would show restricted data to whoever finds this address: nobody signs in. Set up"
            " sign-in (LEDGER_OIDC_METADATA_URL and what goes with it, docs/DEPLOY.md), or serve what is open: LEDGER_AUDIENCE=open."
        )

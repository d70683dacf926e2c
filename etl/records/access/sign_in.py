"""How people sign in: OpenID Connect by Streamlit's st.login, configured by the environment alone.

LEDGER_ORIGIN is the address that people type; the provider sends them back to its /oauth2callback. Each secret may stand in a file
that NAME_FILE names.
"""

import os
from pathlib import Path

NEEDED = (
    "LEDGER_ORIGIN",
    "LEDGER_OIDC_METADATA_URL",
    "LEDGER_OIDC_CLIENT_ID",
    "LEDGER_OIDC_CLIENT_SECRET",
    "LEDGER_COOKIE_SECRET",
)
SHORTEST_SECRET = 32  # letters of what signs cookies


class Misconfigured(Exception):
    """Sign-in that cannot be set up as the environment says it, in words."""


def value(name: str) -> str:
    """A setting of the environment, or what stands in the file that NAME_FILE names; empty where neither is there."""
    if path := os.environ.get(f"{name}_FILE"):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise Misconfigured(
                f"{name}_FILE names {path}, which cannot be read. Say a file that this program may read."
            ) from error
    return os.environ.get(name, "").strip()


def is_configured() -> bool:
    """Whether people can sign in."""
    return any(os.environ.get(name + end) for name in NEEDED[1:4] for end in ("", "_FILE"))


def secrets() -> dict:
    """What Streamlit needs for st.login, as `st.App(secrets=...)` takes it; Misconfigured where something is missing or weak."""
    values = {name: value(name) for name in NEEDED}
    if missing := [name for name, text in values.items() if not text]:
        raise Misconfigured(f"Sign-in needs {', '.join(missing)} too. docs/DEPLOY.md says what each is.")
    if len(values["LEDGER_COOKIE_SECRET"]) < SHORTEST_SECRET:
        raise Misconfigured(
            f"LEDGER_COOKIE_SECRET is too short to sign with: make one of {SHORTEST_SECRET} random letters or more."
        )
    return {
        "auth": {
            "redirect_uri": values["LEDGER_ORIGIN"].rstrip("/") + "/oauth2callback",
            "cookie_secret": values["LEDGER_COOKIE_SECRET"],
            "client_id": values["LEDGER_OIDC_CLIENT_ID"],
            "client_secret": values["LEDGER_OIDC_CLIENT_SECRET"],
            "server_metadata_url": values["LEDGER_OIDC_METADATA_URL"],
        }
    }


def hours() -> float:
    """For how long a sign-in holds: LEDGER_SIGN_IN_HOURS, 12 where it says nothing that is a number of hours."""
    try:
        said = float(os.environ.get("LEDGER_SIGN_IN_HOURS") or 12)
    except ValueError:
        return 12
    return said if 0 < said <= 24 * 30 else 12

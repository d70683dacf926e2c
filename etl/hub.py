"""Ask the UN Peace and Security Data Hub's public API, patiently and within bounds.

This is the only code of the project that leaves the machine. It goes to one address over https, follows no redirect
elsewhere, and only `python -m etl fetch --yes` runs it. LEDGER_HUB_URL names another address: a mirror, or for tests
one on this machine, where plain http will do.

What is known of the API is in https://psdata.un.org/howto/api_structure and in answers that OCHA keeps as test files
for its HDX scraper: `/data/<dataset id>/json?per_page=&page_num=` answers a list of records with every key in each,
days as epoch milliseconds; `/metadata/<dataset id>` tells "Last Update Date". The real API could not be reached when
this was written: what it says to errors, to haste and past the last page is not proven.
"""

import datetime as dt
import email.utils
import http.client
import ipaddress
import json
import random
import shutil
import ssl
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from etl.contract import Source, SourceError

HUB = "https://api.psdata.un.org/public"
HUB_SITE = "psdata.un.org"  # a source whose declared url is there has a dataset there
LARGEST_PAGE = 256 * 1024**2  # bytes: the Hub's longest row is about 300
AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})  # HTTP answers worth another try
HEADERS = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "force-generation-ledger"}
RESUME = "Run the same command again: on the same day (UTC) it goes on where it stopped."
BY_HAND = "Nothing was put into the inbox. If it stays so, download the file by hand and drop it there."


@dataclass(frozen=True)
class Patience:
    """How long to wait and how often to try again; seconds."""

    tries: int = 6
    first_wait: float = 1  # doubled each time, less up to half of it by chance
    longest_wait: float = 60
    longest_asked: float = 300  # what the Hub may ask for by Retry-After
    silence: float = 30  # without a byte
    page: float = 600  # from request to last byte


class _Passing(Exception):
    """A fault that another try may mend; `wait` is what the Hub asked for, in seconds."""

    def __init__(self, words: str, wait: float | None = None):
        super().__init__(words)
        self.wait = wait


class _Lasting(Exception):
    """A fault that another try would meet again; `code` is the HTTP answer, where there was one."""

    def __init__(self, words: str, remedy: str = BY_HAND, code: int | None = None):
        super().__init__(words)
        self.remedy, self.code = remedy, code


def is_on_hub(source: Source) -> bool:
    """Say whether a source is declared to come from the Hub."""
    return urlsplit(source.url).hostname == HUB_SITE


class Hub:
    """The Hub's API at one address, asked patiently."""

    def __init__(self, base: str, patience: Patience, quiet: bool = True):
        parts = urlsplit(base)
        is_near = _is_loopback(parts.hostname or "")
        if not parts.hostname or parts.scheme != "https" and not (parts.scheme == "http" and is_near):
            raise ValueError(f"The Hub's address {base!r} must begin with https:// (LEDGER_HUB_URL).")
        self.base, self.patience, self.quiet = base.rstrip("/"), patience, quiet
        proxies = [urllib.request.ProxyHandler({})] if is_near else []
        self.opener = urllib.request.build_opener(_SameHost, *proxies)

    def say(self, what: str | None) -> None:
        """Show one line of progress; None ends it."""
        if not self.quiet:
            width = shutil.get_terminal_size().columns - 1
            sys.stderr.write("\n" if what is None else f"\r{what:<{width}.{width}}")
            sys.stderr.flush()

    def url(self, source: Source, kind: str, **asked) -> str:
        """Return the address of a dataset's data or metadata."""
        url = f"{self.base}/{kind}/{quote(source.dataset, safe='')}" + ("/json" if kind == "data" else "")
        return f"{url}?{urlencode(asked)}" if asked else url

    def records(self, source: Source, where: str, **asked) -> list[dict] | None:
        """Return the records of one page, or None where the Hub says that there is no such page."""
        url = self.url(source, "data", **asked)
        try:
            told = self._ask(url, f"{source.dataset}, {where}")
        except _Lasting as error:
            if error.code == 404 and asked["page_num"] > 1:
                return None
            raise SourceError(source.dataset, where, f"{error} ({url}).", error.remedy) from error
        lists = [told] if isinstance(told, list) else []
        if isinstance(told, dict):
            lists = [value for value in told.values() if isinstance(value, list)]
            lists = [value for value in lists if value] or lists[:1]
        if len(lists) != 1 or not all(isinstance(record, dict) for record in lists[0]):
            shown = json.dumps(told, ensure_ascii=False)[:80]
            raise SourceError(source.dataset, where, f"is not a list of records but {shown} ({url}).", BY_HAND)
        return lists[0]

    def updated(self, source: Source) -> str | None:
        """Return the day of the dataset's last update, or None where the Hub does not tell."""
        try:
            told = self._ask(self.url(source, "metadata"), f"{source.dataset}, metadata", tries=2)
        except _Lasting:
            return None
        one = told[0] if isinstance(told, list) and told else told
        day = one.get("Last Update Date") if isinstance(one, dict) else None
        return str(day) if day else None

    def _ask(self, url: str, what: str, tries: int | None = None) -> object:
        """Return the JSON at `url`, trying again where that may help; _Lasting where it does not."""
        tries = min(tries or self.patience.tries, self.patience.tries)
        for tried in range(1, tries + 1):
            try:
                return json.loads(self._once(url))
            except (ValueError, RecursionError) as error:
                fault = _Passing(f"it is not JSON ({error})")
            except _Passing as error:
                fault = error
            if tried < tries:
                wait = min(self.patience.first_wait * 2 ** (tried - 1), self.patience.longest_wait)
                wait = wait * random.uniform(0.5, 1) if fault.wait is None else fault.wait
                if wait > self.patience.longest_asked:
                    raise _Lasting(f"cannot be had: {fault}, and asks to wait {wait:,.0f} seconds", RESUME)
                self.say(f"{what}: try {tried + 1} of {tries} in {wait:.0f} s: {fault}")
                time.sleep(wait)
        raise _Lasting(f"could not be had in {tries} tries; the last time {fault}", RESUME)

    def _once(self, url: str) -> bytes:
        end = time.monotonic() + self.patience.page
        try:
            with self.opener.open(
                urllib.request.Request(url, headers=HEADERS), timeout=self.patience.silence
            ) as answer:
                return _body(answer, end)
        except urllib.error.HTTPError as error:
            with error:
                words = f"the Hub answers HTTP {error.code} {error.reason}"
                if error.code in AGAIN:
                    raise _Passing(words, _seconds(error.headers.get("Retry-After"))) from error
                raise _Lasting(f"cannot be had: {words}", code=error.code) from error
        except (http.client.HTTPException, OSError) as error:
            cause = getattr(error, "reason", error)
            if isinstance(cause, ssl.SSLCertVerificationError):
                raise _Lasting(f"cannot be had: the Hub's certificate is not trusted ({cause})") from error
            raise _Passing(f"the connection fails ({cause or type(cause).__name__})") from error


def _body(answer: http.client.HTTPResponse, end: float) -> bytes:
    """Return a whole answer, of the length that it said it has and within the bounds of size and time."""
    chunks, size = [], 0
    while chunk := answer.read1(1 << 16):
        chunks.append(chunk)
        size += len(chunk)
        if size > LARGEST_PAGE:
            raise _Lasting(f"is larger than {LARGEST_PAGE:,} bytes", "Ask for fewer rows at a time with --per-page.")
        if time.monotonic() > end:
            raise _Passing("the answer takes too long")
    said = answer.headers.get("Content-Length")
    if said and said.isdecimal() and size != int(said):
        raise _Passing(f"the answer breaks off after {size:,} of {int(said):,} bytes")
    return b"".join(chunks)


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follow a redirect only to where the request went: what was agreed to is one address."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        """Return the request to follow; _Lasting where it leads elsewhere."""
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        if (old.scheme, old.netloc) != (new.scheme, new.netloc):
            fp.close()
            raise _Lasting(f"is refused: the Hub sends it on to {new.scheme}://{new.netloc}, which was not agreed to")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _seconds(told: str | None) -> float | None:
    """Return what Retry-After asks for, in seconds or as a moment; None where it asks nothing readable."""
    if told and told.strip().isdecimal():
        return float(told)
    try:
        moment = email.utils.parsedate_to_datetime(told or "")
    except ValueError:
        return None
    return max(0.0, (moment.astimezone(dt.UTC) - dt.datetime.now(dt.UTC)).total_seconds())

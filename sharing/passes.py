"""What a browser holds while it has a link open: a signed cookie that names the link, for twelve hours at most."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from itsdangerous import BadSignature, URLSafeSerializer

COOKIE = "cities_link"
LASTS = timedelta(hours=12)


@dataclass(frozen=True)
class Pass:
    """That a browser opened a link. `number` tells one opening from another."""

    link_id: int
    number: str
    issued: datetime


def issue(secret: str, link_id: int, now: datetime) -> str:
    """The cookie of a link that was opened now."""
    return str(_signed(secret).dumps([link_id, secrets.token_urlsafe(9), int(now.timestamp())]))


def read(secret: str, cookie: str | None, now: datetime) -> Pass | None:
    """What a cookie says; None where it is not ours, was changed, or is older than twelve hours."""
    try:
        link_id, number, seconds = _signed(secret).loads(cookie or "")
        found = Pass(int(link_id), str(number), datetime.fromtimestamp(int(seconds), now.tzinfo))
    except (BadSignature, ValueError, TypeError, OverflowError, OSError):
        return None
    return found if timedelta(minutes=-1) <= now - found.issued < LASTS else None


def _signed(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt=COOKIE, signer_kwargs={"digest_method": hashlib.sha256})

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

    @property
    def left(self) -> str:
        """What it is called that the view which was opened with it was closed: in every tab that has it."""
        return f"left {self.number}"


def issue(secret: str, link_id: int, now: datetime) -> str:
    """The cookie of a link that was opened now."""
    return str(_signed(secret).dumps([link_id, secrets.token_urlsafe(9), int(now.timestamp())]))


def read(secret: str, cookie: str | None, now: datetime) -> Pass | None:
    """What a cookie says; None where it is not ours, was changed, or is older than twelve hours."""
    found = _said(secret, cookie, now)
    return found if found and timedelta(minutes=-1) <= now - found.issued < LASTS else None


def is_old(secret: str, cookie: str | None, now: datetime) -> bool:
    """Whether a cookie is ours as it was given, and older than twelve hours."""
    found = _said(secret, cookie, now)
    return found is not None and now - found.issued >= LASTS


def _said(secret: str, cookie: str | None, now: datetime) -> Pass | None:
    try:
        link_id, number, seconds = _signed(secret).loads(cookie or "")
        return Pass(int(link_id), str(number), datetime.fromtimestamp(int(seconds), now.tzinfo))
    except (BadSignature, ValueError, TypeError, OverflowError, OSError):
        return None


def _signed(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt=COOKIE, signer_kwargs={"digest_method": hashlib.sha256})

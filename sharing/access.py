"""Who may do what once they have signed in: what `.streamlit/secrets.toml` and the environment say.

Streamlit reads `[auth]` in the same file and signs people in; `[roles]` and `[access]` are ours.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Literal

from loaders.problems import SourceError
from locales import N_
from sharing.access_rules import ADDRESS, CLAIM, GROUP, HOST, number, secret, sign_in, texts

Rights = Literal["director", "board"]

# Streamlit keeps a sign-in for 30 days and never asks the provider again.
SIGN_IN_HOURS, MOST_HOURS = 12, 30 * 24
AUDIT_DAYS, MOST_DAYS = 365, 3650

ROLES = ("director", "board", "director_groups", "board_groups", "groups_claim")
ACCESS = ("hosts", "audit_days", "sign_in_hours")


class AccessError(SourceError):
    """The file of secrets, or a variable, says something that cannot be meant: nobody has a role until it is mended."""


@dataclass(frozen=True)
class Access:
    """Who has which role, and how the server is reached.

    `directors` and `board` hold addresses as `address_of` writes them. `hosts` are the names that the server answers to, all
    where there is none. `audit_days`: how long events are kept. `sign_in_hours`: how long somebody stays signed in.
    """

    has_sign_in: bool = False
    directors: frozenset[str] = frozenset()
    board: frozenset[str] = frozenset()
    director_groups: frozenset[str] = frozenset()
    board_groups: frozenset[str] = frozenset()
    groups_claim: str = "groups"
    hosts: tuple[str, ...] = ()
    audit_days: int = AUDIT_DAYS
    sign_in_hours: float = SIGN_IN_HOURS
    # In no log and no traceback.
    cookie_secret: str | None = field(default=None, repr=False)

    def role_of(self, claims: Mapping[str, object], *, now: datetime) -> Rights | None:
        """The role of whoever these claims of an OpenID provider are made about; None where nothing gives them one.

        The higher one where two are given; none once they signed in too long ago.
        """
        if not self.has_sign_in or claims.get("is_logged_in") is not True or self.is_over(claims, now):
            return None
        address, groups = verified_address(claims), _groups(claims.get(self.groups_claim))
        if address in self.directors or groups & self.director_groups:
            return "director"
        if address in self.board or groups & self.board_groups:
            return "board"
        return None

    def is_over(self, claims: Mapping[str, object], now: datetime) -> bool:
        """Whether somebody signed in longer ago than `sign_in_hours`: what the provider said then may no longer hold.

        A sign-in of which nobody knows the time is over, too.
        """
        issued = claims.get("iat")
        if isinstance(issued, bool) or not isinstance(issued, int | float):
            return True
        return now.timestamp() - issued >= timedelta(hours=self.sign_in_hours).total_seconds()


def address_of(text: object) -> str:
    """An e-mail address as it is compared: without blanks around it, in small letters. Blank where it is none.

    Signs beyond ASCII stay as they are: some become an ASCII letter in small (the Kelvin sign a k), and with it another's address.
    """
    written = text.strip() if isinstance(text, str) else ""
    return written.lower() if written.isascii() else written


def verified_address(claims: Mapping[str, object]) -> str:
    """The address that claims hold; blank where there is none, or the provider says that it was not verified."""
    verified = claims.get("email_verified", True)
    # Some providers write it as a word.
    is_verified = verified is True or (isinstance(verified, str) and verified.strip().lower() == "true")
    return address_of(claims.get("email")) if is_verified else ""


def read(secrets: Sequence[Path], environ: Mapping[str, str]) -> Access:
    """What those files say now, and CITIES_HOSTS and CITIES_COOKIE_SECRET in their place; nobody has a role where there is none of them.

    Of a section that stands in several the last one counts, whole: so Streamlit reads them, too. Cheap enough to ask at every
    run: what was read before is not parsed again. Raises AccessError, a sentence that names the file and the key.
    """
    # Not their times and sizes alone: two states of a file can share them.
    contents = tuple((path.name, content) for path in secrets if (content := _content(path)) is not None)
    said = _said(contents)
    try:
        if hosts := environ.get("CITIES_HOSTS", "").replace(",", " ").split():
            said = replace(said, hosts=_hosts(hosts, "CITIES_HOSTS"))
    except SourceError as problem:
        raise AccessError(problem.template, **problem.values) from None
    return replace(said, cookie_secret=key) if (key := stated_secret(environ)) else said


def stated_secret(environ: Mapping[str, str]) -> str | None:
    """The secret that CITIES_COOKIE_SECRET states, whatever the files say; None where it states none. Raises AccessError."""
    if not (key := environ.get("CITIES_COOKIE_SECRET", "")):
        return None
    try:
        return secret(key, "CITIES_COOKIE_SECRET")
    except SourceError as problem:
        raise AccessError(problem.template, **problem.values) from None


def _content(path: Path) -> bytes | None:
    """What stands in a file; None where there is none."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as problem:
        raise AccessError(N_("cannot be read ({reason})"), file=path.name, reason=problem.strerror or "") from None


@lru_cache(maxsize=4)
def _said(contents: tuple[tuple[str, bytes], ...]) -> Access:
    """What files say, each a name and its content. Raises AccessError."""
    written: dict[str, object] = {}
    for name, content in contents:
        try:
            written |= tomllib.loads(content.decode())
        except (ValueError, RecursionError) as problem:
            sentence = N_("is not written as TOML: a line should read like director = [\"name@example.org\"] ({reason})")
            raise AccessError(sentence, file=name, reason=str(problem)) from None
    try:
        return _access(written)
    except SourceError as problem:
        raise AccessError(problem.template, file=", ".join(dict.fromkeys(name for name, _ in contents)), **problem.values) from None


def _access(written: Mapping[str, object]) -> Access:
    """What sections say. Raises SourceError."""
    auth, roles, access = (_section(written, name) for name in ("auth", "roles", "access"))
    _only(roles, "roles", ROLES)
    _only(access, "access", ACCESS)
    return Access(
        has_sign_in=sign_in(auth),
        directors=frozenset(map(address_of, texts(roles.get("director", []), "[roles] director", ADDRESS))),
        board=frozenset(map(address_of, texts(roles.get("board", []), "[roles] board", ADDRESS))),
        director_groups=frozenset(texts(roles.get("director_groups", []), "[roles] director_groups", GROUP)),
        board_groups=frozenset(texts(roles.get("board_groups", []), "[roles] board_groups", GROUP)),
        groups_claim=texts([roles.get("groups_claim", "groups")], "[roles] groups_claim", CLAIM)[0],
        hosts=_hosts(access.get("hosts", []), "[access] hosts"),
        audit_days=int(number(access.get("audit_days", AUDIT_DAYS), "[access] audit_days", most=MOST_DAYS, usual=AUDIT_DAYS, is_whole=True)),
        sign_in_hours=number(access.get("sign_in_hours", SIGN_IN_HOURS), "[access] sign_in_hours", most=MOST_HOURS, usual=SIGN_IN_HOURS),
        cookie_secret=str(auth["cookie_secret"]) if auth else None,
    )


def _section(written: Mapping[str, object], name: str) -> dict[str, object]:
    found = written.get(name, {})
    if not isinstance(found, dict):
        raise SourceError(N_("“{key}” should be a section: a line [{key}], and its keys below"), key=name)
    return found


def _only(section: Mapping[str, object], name: str, known: tuple[str, ...]) -> None:
    # A misspelt "directors" would otherwise shut everybody out, and nobody would know why.
    for key in section:
        if key not in known:
            raise SourceError(N_("“{key}” is no key of [{section}]: the keys are {known}"), key=key, section=name, known=", ".join(known))


def _hosts(value: object, key: str) -> tuple[str, ...]:
    return tuple(host.lower() for host in texts(value, key, HOST))


def _groups(claim: object) -> frozenset[str]:
    """The groups that a claim names: a list of them, or one."""
    named = [claim] if isinstance(claim, str) else claim if isinstance(claim, list | tuple) else []
    return frozenset(group for group in named if isinstance(group, str))

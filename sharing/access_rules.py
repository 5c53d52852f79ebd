"""What may stand in the file of secrets: each rule gives a checked value, or a sentence that names the key.

No sentence repeats a value: it may be a secret.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from loaders.problems import SourceError
from locales import N_
from sharing.here import is_loopback

# What Streamlit cannot sign anybody in without.
REQUIRED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
# Who can guess the secret can sign in as anybody: 32 signs are what 24 random bytes need.
SHORTEST_SECRET = 32
# Microsoft's endpoints for every organisation there is: in each, its own administrator says which addresses people have.
FOR_EVERYBODY = frozenset({"common", "organizations", "consumers"})


@dataclass(frozen=True)
class Rule:
    """What each text of a list has to be: a pattern, and the sentence where one is not."""

    pattern: re.Pattern[str]
    sentence: str


ADDRESS = Rule(re.compile(r"[^\s@*,;<>]+@[^\s@*,;<>]+"), N_("“{key}” should be a list of whole e-mail addresses, such as [\"name@example.org\"]: a blank or a * names nobody"))
GROUP = Rule(re.compile(r"(?=.*\w)[^*]+"), N_("“{key}” should be a list of groups by the name that the sign-in service gives them: a blank or a * names nobody"))
# What the provider says of everybody, or lets people write themselves, makes no group.
CLAIM = Rule(
    re.compile(r"(?!(?:iss|aud|azp|provider|is_logged_in|origin|email|email_verified|name|nickname|preferred_username|profile|website|locale)$)[\w.:/-]+"),
    N_("“{key}” should be the claim in which the sign-in service names somebody's groups, such as \"groups\""),
)
HOST = Rule(re.compile(r"(?i)[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\]"), N_("“{key}” should be a list of host names without a port, such as [\"dashboard.example.org\"]"))


def texts(value: object, key: str, rule: Rule) -> tuple[str, ...]:
    """A list of texts that keep a rule, without the blanks around them. Raises SourceError."""
    found = [text.strip() for text in value if isinstance(text, str)] if isinstance(value, list) else []
    if not isinstance(value, list) or len(found) != len(value) or not all(map(rule.pattern.fullmatch, found)):
        raise SourceError(rule.sentence, key=key)
    return tuple(found)


def number(value: object, key: str, *, most: int, usual: int, is_whole: bool = False) -> float:
    """A number above 0. Raises SourceError."""
    if isinstance(value, bool) or not isinstance(value, int if is_whole else int | float) or not 0 < value <= most:
        raise SourceError(N_("“{key}” should be a number above 0 and no more than {most}, such as {usual}"), key=key, most=str(most), usual=str(usual))
    return value


def secret(value: object, key: str) -> str:
    """A secret that nobody guesses. Raises SourceError."""
    if not isinstance(value, str) or len(value.strip()) < SHORTEST_SECRET:
        sentence = N_("“{key}” should be {n} random signs or more, such as python -c \"import secrets; print(secrets.token_urlsafe(32))\" prints")
        raise SourceError(sentence, key=key, n=str(SHORTEST_SECRET))
    return value


def sign_in(auth: Mapping[str, object]) -> bool:
    """Whether people can sign in: False where nothing of it is written. Raises SourceError where a part is missing or unsafe."""
    if not auth:
        return False
    for key in REQUIRED:
        if not isinstance(value := auth.get(key), str) or not value.strip():
            raise SourceError(N_("“{key}” is missing: without it nobody can sign in"), key=f"[auth] {key}")
    secret(auth["cookie_secret"], "[auth] cookie_secret")
    back = str(auth["redirect_uri"])
    if not _is_safe(back) or urlsplit(back).path != "/oauth2callback":
        raise SourceError(N_("“{key}” should be this dashboard's own address and /oauth2callback, such as https://dashboard.example.org/oauth2callback"), key="[auth] redirect_uri")
    asked = str(auth["server_metadata_url"])
    if not _is_safe(asked):
        raise SourceError(N_("“{key}” should be an https address that ends in /.well-known/openid-configuration"), key="[auth] server_metadata_url")
    if shared := FOR_EVERYBODY & set(urlsplit(asked).path.lower().split("/")):
        sentence = N_("“{key}” should name your own tenant in place of “{shared}”: there, anybody can claim any address")
        raise SourceError(sentence, key="[auth] server_metadata_url", shared=min(shared))
    return True


def _is_safe(address: str) -> bool:
    """Whether nobody between can read or change what is sent to an address."""
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname)))
    except ValueError:
        return False

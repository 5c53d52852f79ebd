"""Who has which role: from the file of secrets and the claims of a sign-in; and what a file may not say."""

import os
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sharing import access
from sharing.access import Access, AccessError

ROOT = Path(__file__).parent.parent.parent
SECRET = "x" * 43
AUTH = {
    "redirect_uri": "https://dashboard.example.org/oauth2callback",
    "cookie_secret": SECRET,
    "client_id": "dashboard",
    "client_secret": "of-the-provider",
    "server_metadata_url": "https://login.example.org/.well-known/openid-configuration",
}
ROLES = """
[roles]
director = [" Ana@Example.org "]
board = ["bo@example.org", "ana@example.org"]
director_groups = ["/directors"]
board_groups = ["/board"]
"""
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def auth(**changes: object) -> str:
    lines = [f"{key} = {value!r}" for key, value in {**AUTH, **changes}.items() if value is not None]
    return "\n".join(["[auth]", *lines, ""])


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    path = tmp_path / "secrets.toml"
    path.write_text(auth() + ROLES)
    return path


def claims(**said: object) -> dict[str, object]:
    return {"is_logged_in": True, "iat": int(NOON.timestamp()), **said}


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ({"email": "ana@example.org"}, "director"),
        ({"email": "\tANA@EXAMPLE.ORG ", "email_verified": True}, "director"),
        ({"email": "ana@example.org", "email_verified": "true"}, "director"),
        ({"email": "Bo@example.org"}, "board"),
        ({"email": "ana@example.org", "email_verified": False}, None),
        ({"email": "ana@example.org", "email_verified": "false"}, None),
        ({"email": "ana@example.org", "email_verified": None}, None),
        ({"email": "ana@example.org", "is_logged_in": False}, None),
        ({"email": "ana@example.org", "is_logged_in": "true"}, None),
        ({"email": "ana@example.org.evil.example"}, None),
        ({"email": "ana"}, None),
        ({"email": ""}, None),
        ({"email": ["ana@example.org"]}, None),
        ({"preferred_username": "ana@example.org", "name": "ana@example.org"}, None),
        ({}, None),
        ({"groups": ["/staff", "/directors"]}, "director"),
        ({"groups": "/board"}, "board"),
        ({"groups": ["/board", "/directors"]}, "director"),
        ({"groups": ["/Directors"]}, None),
        ({"groups": "/board /directors"}, None),
        ({"groups": "/board,/directors"}, None),
        ({"groups": {"/directors": True}}, None),
        ({"groups": [["/directors"], 1, None]}, None),
        ({"roles": ["/directors"]}, None),
        # A group is the provider's word; the address is nobody's.
        ({"groups": ["/board"], "email": "ana@example.org", "email_verified": False}, "board"),
    ],
)  # fmt: skip
def test_a_role_is_given_by_a_verified_address_or_a_group(secrets, said, role):
    assert access.read([secrets], {}).role_of(claims(**said), now=NOON) == role


def test_an_address_beyond_ascii_is_itself_alone(secrets):
    # The Kelvin sign is a k in small letters: it would be somebody else's address.
    secrets.write_text(auth() + '[roles]\ndirector = ["ren\u00e9@example.org", "mark@example.org"]\n')
    found = access.read([secrets], {})
    assert [found.role_of(claims(email=email), now=NOON) for email in ("ren\u00e9@example.org", "mar\u212a@example.org")] == ["director", None]


def test_groups_may_stand_in_another_claim(secrets):
    secrets.write_text(auth() + '[roles]\nboard_groups = ["trustees"]\ngroups_claim = "roles"\n')
    found = access.read([secrets], {})
    assert [found.role_of(claims(**{claim: ["trustees"]}), now=NOON) for claim in ("roles", "groups")] == ["board", None]


def test_a_sign_in_ends(secrets):
    """Streamlit keeps one for 30 days, and the provider may have closed the account meanwhile."""
    secrets.write_text(auth() + ROLES + "[access]\nsign_in_hours = 8\n")
    found, who = access.read([secrets], {}), claims(email="ana@example.org")
    hours = (0, 7.99, 8, 700)
    assert [found.role_of(who, now=NOON + timedelta(hours=n)) for n in hours] == ["director", "director", None, None]
    assert [found.is_over(who, NOON + timedelta(hours=n)) for n in hours] == [False, False, True, True]
    assert [found.is_over({**who, "iat": said}, NOON) for said in (None, "now", True)] == [True, True, True]


@pytest.mark.parametrize("content", [None, "", ROLES, "[access]\naudit_days = 30\n"])
def test_without_a_sign_in_nobody_has_a_role(tmp_path, content):
    path = tmp_path / ".streamlit" / "secrets.toml"
    if content is not None:
        path.parent.mkdir()
        path.write_text(content)
    found = access.read([path], {})
    assert not found.has_sign_in
    assert found.cookie_secret is None
    assert found.role_of(claims(email="ana@example.org", groups=["/directors"]), now=NOON) is None


def test_a_sign_in_without_roles_lets_nobody_in(secrets):
    secrets.write_text(auth())
    found = access.read([secrets], {})
    assert found.has_sign_in
    assert found.role_of(claims(email="", groups=[""]), now=NOON) is None


def test_what_is_taken_out_of_the_file_holds_no_longer(secrets):
    who = claims(email="ana@example.org")
    assert access.read([secrets], {}).role_of(who, now=NOON) == "director"
    before = secrets.stat()
    secrets.write_text(secrets.read_text().replace("Ana@Example.org", "Eva@Example.org").replace('"ana@', '"eva@'))
    # Of the same size, and with the time of the one before it.
    os.utime(secrets, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert secrets.stat().st_size == before.st_size
    assert access.read([secrets], {}).role_of(who, now=NOON) is None
    secrets.unlink()
    assert not access.read([secrets], {}).has_sign_in


def test_hosts_days_and_secret(secrets):
    secrets.write_text(auth() + ROLES + '[access]\nhosts = ["Dashboard.Example.org", "[::1]"]\naudit_days = 30\n')
    found = access.read([secrets], {})
    assert (found.hosts, found.audit_days, found.sign_in_hours, found.cookie_secret) == (("dashboard.example.org", "[::1]"), 30, 12, SECRET)
    container = access.read([secrets], {"CITIES_HOSTS": "One.example.org, two.example.org", "CITIES_COOKIE_SECRET": "y" * 43})
    assert (container.hosts, container.cookie_secret) == (("one.example.org", "two.example.org"), "y" * 43)
    assert access.read([secrets], {"CITIES_HOSTS": " ", "CITIES_COOKIE_SECRET": ""}) == found
    assert (Access().hosts, Access().audit_days) == ((), 365)


def test_no_log_shows_the_secret(secrets):
    assert SECRET not in repr(access.read([secrets], {}))


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ('[roles]\ndirector = "ana@example.org"\n', "[roles] director"),
        ('[roles]\ndirector = [""]\n', "[roles] director"),
        ('[roles]\ndirector = ["*"]\n', "[roles] director"),
        ('[roles]\ndirector = ["*@example.org"]\n', "[roles] director"),
        ('[roles]\nboard = ["example.org"]\n', "[roles] board"),
        ('[roles]\nboard = ["@"]\n', "[roles] board"),
        ('[roles]\nboard = ["a@example.org, b@example.org"]\n', "[roles] board"),
        ('[roles]\nboard = [3]\n', "[roles] board"),
        ('[roles]\ndirector_groups = [""]\n', "[roles] director_groups"),
        ('[roles]\ndirector_groups = [" / "]\n', "[roles] director_groups"),
        ('[roles]\nboard_groups = ["*"]\n', "[roles] board_groups"),
        ('[roles]\nboard_groups = "board"\n', "[roles] board_groups"),
        ('[roles]\ngroups_claim = ""\n', "[roles] groups_claim"),
        ('[roles]\ngroups_claim = "iss"\n', "[roles] groups_claim"),
        ('[roles]\ngroups_claim = "email"\n', "[roles] groups_claim"),
        ('[roles]\ngroups_claim = "preferred_username"\n', "[roles] groups_claim"),
        ('[roles]\ngroups_claim = ["groups"]\n', "[roles] groups_claim"),
        ('[roles]\ndirectors = ["ana@example.org"]\n', "directors"),
        ('roles = ["ana@example.org"]\n', "roles"),
        ('[access]\nhosts = ["*"]\n', "[access] hosts"),
        ('[access]\nhosts = ["https://dashboard.example.org"]\n', "[access] hosts"),
        ('[access]\nhosts = ["dashboard.example.org:8501"]\n', "[access] hosts"),
        ("[access]\naudit_days = 0\n", "[access] audit_days"),
        ("[access]\naudit_days = 30.5\n", "[access] audit_days"),
        ("[access]\naudit_days = true\n", "[access] audit_days"),
        ("[access]\nsign_in_hours = 0\n", "[access] sign_in_hours"),
        ("[access]\nsign_in_hours = nan\n", "[access] sign_in_hours"),
        ("[access]\nsign_in_hours = 721\n", "[access] sign_in_hours"),
        ("[access]\ndays = 3\n", "days"),
        *((auth(**{key: None}), f"[auth] {key}") for key in AUTH),
        *((auth(**{key: " "}), f"[auth] {key}") for key in AUTH),
        (auth(cookie_secret="changeme"), "[auth] cookie_secret"),
        (auth(redirect_uri="http://dashboard.example.org/oauth2callback"), "[auth] redirect_uri"),
        (auth(redirect_uri="https://dashboard.example.org/"), "[auth] redirect_uri"),
        (auth(redirect_uri="https://dashboard.example.org/programme/oauth2callback"), "[auth] redirect_uri"),
        (auth(redirect_uri="https://[/oauth2callback"), "[auth] redirect_uri"),
        (auth(server_metadata_url="http://login.example.org/.well-known/openid-configuration"), "[auth] server_metadata_url"),
        *((auth(server_metadata_url=f"https://login.microsoftonline.com/{name}/v2.0/.well-known/openid-configuration"), "[auth] server_metadata_url")
          for name in ("common", "organizations", "consumers")),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_in_a_sentence_that_names_file_and_key(secrets, content, key):
    secrets.write_text(content if content.startswith(("[auth]", "roles")) else auth() + content)
    with pytest.raises(AccessError) as caught:
        access.read([secrets], {})
    assert str(caught.value).startswith("secrets.toml: ")
    assert f"“{key}”" in str(caught.value)
    # It may end up in a log.
    assert not [value for value in ("changeme", SECRET, AUTH["client_secret"]) if value in str(caught.value)]


@pytest.mark.parametrize(
    ("environ", "key"),
    [({"CITIES_COOKIE_SECRET": "changeme"}, "CITIES_COOKIE_SECRET"), ({"CITIES_HOSTS": "*"}, "CITIES_HOSTS")],
)
def test_a_variable_that_cannot_be_meant_is_refused_too(secrets, environ, key):
    with pytest.raises(AccessError, match=f"“{key}”") as caught:
        access.read([secrets], environ)
    assert "changeme" not in str(caught.value)


@pytest.mark.parametrize("content", [b"[roles]\ndirector = [ana@example.org]", b"director", b"\xff\xfe", b"a = " + b"[" * 5000])
def test_a_file_that_is_no_toml_is_refused(secrets, content):
    secrets.write_bytes(content)
    with pytest.raises(AccessError, match=r"secrets\.toml: is not written as TOML"):
        access.read([secrets], {})


def test_a_folder_in_its_place_is_refused(tmp_path):
    with pytest.raises(AccessError, match="cannot be read"):
        access.read([tmp_path], {})


@pytest.mark.parametrize("redirect", ["http://localhost:8501/oauth2callback", "http://127.0.0.1:{port}/oauth2callback", "http://[::1]:8501/oauth2callback"])
def test_at_the_machine_itself_a_sign_in_needs_no_tls(secrets, redirect):
    secrets.write_text(auth(redirect_uri=redirect, server_metadata_url="http://localhost:9400/.well-known/openid-configuration"))
    assert access.read([secrets], {}).has_sign_in


def test_the_sample_is_refused_until_it_is_filled_in_and_then_names_every_key(secrets):
    sample = (ROOT / ".streamlit" / "secrets.example.toml").read_text()
    secrets.write_text(sample)
    with pytest.raises(AccessError, match="cookie_secret"):
        access.read([secrets], {})
    stated = tomllib.loads(sample)
    secrets.write_text(sample.replace(stated["auth"]["cookie_secret"], SECRET))
    found = access.read([secrets], {})
    assert found.has_sign_in
    assert (set(stated["roles"]), set(stated["access"])) == (set(access.ROLES), set(access.ACCESS))
    assert found.role_of(claims(email=stated["roles"]["director"][0]), now=NOON) == "director"

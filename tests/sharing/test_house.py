"""What a process knows of its doors: the secret it seals with, the store it asks, the files of secrets, what it takes out of the record."""

import logging
import os
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest

from sharing import audit, links, passes
from sharing.access import AccessError
from sharing.asker import asker
from sharing.errors import SharingError
from sharing.grants import Grant
from sharing.house import AGAIN_SECONDS, SECRET, House
from sharing.memory import MOST_KNOWN
from tests.sharing.conftest import NOW
from tests.sharing.test_access import NOON, ROLES, auth, claims

KEY = "k" * 43


def house(tmp_path: Path, *files: str, **environ: str) -> House:
    """The doors of a process whose files of secrets say this, the last one last."""
    paths = [tmp_path / f"{number}" / "secrets.toml" for number in range(len(files) or 1)]
    for path, content in zip(paths, files, strict=False):
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return House(secrets_files=paths, environ={"CITIES_VAR": str(tmp_path / "var"), **environ})


def test_a_machine_keeps_one_secret_for_all_its_processes_and_for_its_owner_alone(tmp_path: Path):
    one, other = house(tmp_path), house(tmp_path)
    assert one.secret == other.secret == one.secret and len(one.secret) == 43
    assert [path.name for path in (tmp_path / "var").iterdir()] == [SECRET]
    assert oct((tmp_path / "var" / SECRET).stat().st_mode & 0o777) == "0o600"


def _in_its_way(var: Path) -> None:
    var.write_text("a file where the folder should be")


def _blank(var: Path) -> None:
    var.mkdir()
    (var / SECRET).write_text("\n")


def _folder(var: Path) -> None:
    (var / SECRET).mkdir(parents=True)


@pytest.mark.parametrize("spoil", [_in_its_way, _blank, _folder])
def test_where_no_secret_can_be_kept_a_process_has_one_of_its_own_and_says_so_once(tmp_path: Path, caplog: pytest.LogCaptureFixture, spoil):
    spoil(tmp_path / "var")
    one, other = house(tmp_path), house(tmp_path)
    with caplog.at_level(logging.ERROR):
        first = one.secret
        assert one.secret == first and len(first) == 43
        assert [record.message for record in caplog.records] == ["No secret can be kept: what this process seals is of no worth to another, nor after a restart"]
    assert other.secret != first


def test_where_a_file_cannot_have_two_names_nothing_is_left_lying_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """As on many shared folders."""

    def refused(*_: object) -> None:
        raise PermissionError("Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    assert len(house(tmp_path).secret) == 43
    assert list((tmp_path / "var").iterdir()) == []


@contextmanager
def hanging_up() -> Iterator[tuple[int, list[int]]]:
    """A port that hangs up on whoever calls, and a list with an item for each call."""
    calls: list[int] = []
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:

        def serve() -> None:
            while True:
                try:
                    called, _ = listening.accept()
                except OSError:
                    return
                calls.append(1)
                called.close()

        thread = Thread(target=serve, daemon=True)
        thread.start()
        yield listening.getsockname()[1], calls
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()


def test_a_database_that_does_not_answer_is_not_asked_by_each_who_comes(tmp_path: Path):
    now = [100.0]
    with hanging_up() as (port, calls):
        doors = House(secrets_files=[], environ={"CITIES_VAR": str(tmp_path), "DATABASE_URL": f"postgresql://me:hush@127.0.0.1:{port}/links"}, clock=lambda: now[0])
        said = []
        for _ in range(3):
            with pytest.raises(SharingError) as reason:
                _ = doors.store
            said.append(str(reason.value))
        once = len(calls)
        assert once and len(set(said)) == 1 and said[0].startswith("The store of links cannot be read (connection failed")
        now[0] += AGAIN_SECONDS - 0.1
        with pytest.raises(SharingError):
            _ = doors.store
        assert len(calls) == once
        now[0] += 0.1
        with pytest.raises(SharingError):
            _ = doors.store
        assert len(calls) == 2 * once, "after a while it is tried again"


def test_a_store_that_can_be_opened_again_is(tmp_path: Path):
    now = [0.0]
    (tmp_path / "var").write_text("a file where the folder should be")
    doors = House(secrets_files=[], environ={"CITIES_VAR": str(tmp_path / "var")}, clock=lambda: now[0])
    with pytest.raises(SharingError, match="cannot be written to"):
        _ = doors.store
    (tmp_path / "var").unlink()
    now[0] += AGAIN_SECONDS
    doors.store.close()


def test_files_of_secrets_are_put_together_as_streamlit_does_it(tmp_path: Path):
    """Section by section, of one that stands in both the last one's, whole."""
    first = auth() + ROLES + "[access]\nhosts = [\"first.example.org\"]\naudit_days = 30\n"
    second = "[access]\nhosts = [\"second.example.org\"]\n"
    found = house(tmp_path, first, second).access
    assert found.has_sign_in and found.role_of(claims(email="ana@example.org"), now=NOON) == "director"
    assert (found.hosts, found.audit_days) == (("second.example.org",), 365)
    assert house(tmp_path, second, first).access.hosts == ("first.example.org",)


def test_as_streamlit_itself_reads_them(tmp_path: Path):
    from streamlit import config
    from streamlit.runtime.secrets import Secrets

    doors = house(tmp_path, auth(cookie_secret="a" * 43) + ROLES, auth(cookie_secret="b" * 43))
    before = config.get_option("secrets.files")
    config.set_option("secrets.files", [str(path) for path in doors._secrets_files])
    try:
        said = Secrets()
        said.load_if_toml_exists()
        assert said["auth"]["cookie_secret"] == doors.access.cookie_secret == "b" * 43
        assert [one.strip().lower() for one in said["roles"]["director"]] == list(doors.access.directors)
    finally:
        config.set_option("secrets.files", before)


@pytest.mark.parametrize("slip", ["[roles]\ndirectors = []\n", "[roles", "[access]\naudit_days = 0\n"])
def test_a_slip_in_the_file_shuts_nobody_out_who_holds_a_link_where_the_environment_states_the_secret(tmp_path: Path, slip: str):
    closed, open_to_links = house(tmp_path, auth() + slip), house(tmp_path, auth() + slip, CITIES_COOKIE_SECRET=KEY)
    assert open_to_links.secret == KEY
    for doors in (closed, open_to_links):
        with pytest.raises(AccessError):
            _ = doors.access
    with pytest.raises(AccessError):
        _ = closed.secret


def test_what_is_older_than_it_is_to_be_kept_is_taken_out_once_a_day_and_when_the_days_change(tmp_path: Path):
    doors = house(tmp_path, "[access]\naudit_days = 30\n")
    with closing(doors.store) as store:
        def kept(days_old: int) -> bool:
            return str(days_old) in {entry.detail for entry in audit.entries(store)}

        for days_old in (10, 40):
            audit.record(store, "exported", who="x", now=NOW - timedelta(days=days_old), detail=str(days_old))
        doors.prune(NOW)
        assert kept(10) and not kept(40)
        audit.record(store, "exported", who="x", now=NOW - timedelta(days=50), detail="50")
        doors.prune(NOW + timedelta(hours=1))
        assert kept(50), "it has been done today"
        doors.prune(NOW + timedelta(days=1))
        assert kept(10) and not kept(50)
        (tmp_path / "0" / "secrets.toml").write_text("[access]\naudit_days = 5\n", encoding="utf-8")
        doors.prune(NOW + timedelta(days=1, hours=1))
        assert not kept(10)


def test_a_view_that_was_closed_stays_closed_however_many_come_after_it(tmp_path: Path):
    doors = house(tmp_path)
    cookie = {passes.COOKIE: passes.issue(doors.secret, links.create(doors.store, Grant("A funder"), until=NOW.date(), by="d@example.org", now=NOW)[1].link_id, NOW)}

    def closed() -> str | None:
        return asker(doors, cookies=cookie, headers={}, ip="203.0.113.9", now=NOW).closed

    assert closed() is None
    doors.closed.is_first(passes.read(doors.secret, cookie[passes.COOKIE], NOW).left)
    for number in range(MOST_KNOWN + 1):
        doors.firsts.is_first(f"opened {number}")
    assert closed() == "left"

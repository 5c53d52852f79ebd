"""The store of links: opened by many at once, killed in the middle, on a full disk, by a stranger's hand."""

import os
import random
import select
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from time import monotonic

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event, text
from sqlalchemy.pool import Pool

from sharing import audit, links
from sharing.errors import SharingError
from sharing.grants import Grant, as_json
from sharing.schema import METADATA, REVISION, VERSION_TABLE
from sharing.store import FILE, Store, _postgresql, _sqlite, open_store, var_folder
from tests.sharing.conftest import NOW, Place

ROOT = Path(__file__).parent.parent.parent
KILLS, KILLS_WHILE_MADE = 200, 12


class Saver:
    """The process that makes links (saver.py), and what it says."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process, self._rest = process, b""
        assert self.line() == "ready"

    def go(self, place: Place, *, most: int = 10_000, processes: int = 1) -> None:
        """Let so many processes begin to make links."""
        self._process.stdin.write(f"{place.var}\t{place.url or ''}\t{most}\t{processes}\n".encode())
        self._process.stdin.flush()

    def line(self, until: float | None = None) -> str | None:
        """The next line; None where it does not come until then."""
        while b"\n" not in self._rest:
            if not select.select([self._process.stdout], [], [], None if until is None else max(0, until - monotonic()))[0]:
                return None
            more = os.read(self._process.stdout.fileno(), 65536)
            assert more, "the saver is gone"
            self._rest += more
        line, self._rest = self._rest.split(b"\n", 1)
        return line.decode()

    def rest(self) -> list[str]:
        """The links that were told until it is gone."""
        return list(iter(self.line, "gone"))

    def killed(self, place: Place, *, after: float, told: int = 0) -> list[str]:
        """The links that a process told which was killed so many seconds after it had told of so many."""
        self.go(place)
        child = int(self.line())
        lines = [self.line() for _ in range(told)]
        until = monotonic() + after
        while (line := self.line(until)) is not None:
            lines.append(line)
        os.kill(child, signal.SIGKILL)
        return lines + self.rest()


@pytest.fixture(scope="module")
def saver() -> Iterator[Saver]:
    command = [sys.executable, "-m", "tests.sharing.saver"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        yield Saver(process)
        process.stdin.close()


def _whole(store: Store) -> int:
    """How many links there are; each with its entry in the audit, and the file as SQLite wants it."""
    with store.reading() as connection:
        count, entries, half = (
            connection.execute(text(question)).scalar()
            for question in (
                "SELECT count(*) FROM shared_links", "SELECT count(*) FROM audit_entries WHERE what = 'created'",
                "SELECT count(*) FROM shared_links WHERE link_id NOT IN (SELECT link_id FROM audit_entries)",
            )
        )  # fmt: skip
        if store.engine.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
    assert (entries, half) == (count, 0)
    return count


def test_processes_that_start_at_once_all_find_the_tables_made(new_place: Callable[[], Place], saver: Saver):
    for _ in range(10):
        place = new_place()
        saver.go(place, most=3, processes=4)
        told = [line for line in saver.rest() if " " in line]
        assert len({line.split()[0] for line in told}) == len(told) == 12
        with closing(place.open()) as store:
            assert _whole(store) == 12


def test_a_new_file_that_another_process_writes_is_waited_for(tmp_path: Path):
    """What SQLite waits for everywhere but where the write-ahead log begins: there it breaks off at once."""
    other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    tries = count()

    def let_go_at_the_third_try(*_: object) -> None:
        if next(tries) == 2:
            other.execute("ROLLBACK")
            other.close()

    event.listen(Pool, "checkout", let_go_at_the_third_try)
    try:
        open_store(var=tmp_path).close()
    finally:
        event.remove(Pool, "checkout", let_go_at_the_third_try)
    assert next(tries) > 2


def test_200_kills_lose_no_link_that_was_told(place: Place, saver: Saver):
    """A process that saves is killed at any moment: what it had told is there and whole, nothing is half there, and the next one goes on."""
    chance = random.Random(6)
    told: list[str] = []
    links_kept = 0
    place.open().close()
    for _ in range(KILLS):
        told_now = saver.killed(place, told=chance.choice([0, 0, 1, 2]), after=chance.uniform(0, 0.01))
        told += told_now
        with closing(place.open()) as store:
            assert all(links.found(store, line.split()[1], NOW) for line in told_now)
            before, links_kept = links_kept, _whole(store)
            assert before + len(told_now) <= links_kept <= before + len(told_now) + 1, "one at most was saved and not yet told"
    with closing(place.open()) as store:
        assert {link.link_id for link in links.listed(store)} >= {int(line.split()[0]) for line in told}
    assert len(told) > KILLS / 2


def test_a_kill_while_the_store_is_made_leaves_one_that_opens(new_place: Callable[[], Place], saver: Saver):
    chance = random.Random(7)
    for _ in range(KILLS_WHILE_MADE):
        place = new_place()
        told = saver.killed(place, after=chance.uniform(0, 0.06))
        with closing(place.open()) as store:
            assert len(told) <= _whole(store) <= len(told) + 1
            links.create(store, Grant("after"), until=NOW.date(), by="me", now=NOW)


FULL = """
import resource, sys
from datetime import timedelta
from pathlib import Path
from sharing import links
from sharing.errors import SharingError
from sharing.grants import Grant
from sharing.store import open_store
from tests.sharing.conftest import NOW

store = open_store(var=Path(sys.argv[1]))
# No file may grow beyond this: what a full disk looks like to whoever writes.
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
told = []
try:
    while True:
        told.append(links.create(store, Grant("x" * 100), until=NOW.date(), by="me", now=NOW)[1].link_id)
except SharingError as reason:
    print(reason)
assert [link.link_id for link in links.listed(store)] == [*reversed(told), 1], "what was saved is read"
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
links.revoke(store, told[0], by="me", now=NOW)
print(*told)
store.close()
"""


def test_a_full_disk_is_told_in_a_sentence_and_destroys_nothing(tmp_path: Path):
    with closing(open_store(var=tmp_path)) as store:
        token, first = links.create(store, Grant("before"), until=NOW.date(), by="me", now=NOW)
    run = subprocess.run([sys.executable, "-c", FULL, tmp_path], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    said, told = run.stdout.splitlines()
    assert said.startswith("Nothing was saved, for the store of links does not take it (") and said.endswith(").")
    with closing(open_store(var=tmp_path)) as store:
        assert links.found(store, token, NOW) == first
        numbers = [int(one) for one in told.split()]
        assert [link.link_id for link in reversed(links.listed(store))] == [first.link_id, *numbers]
        assert _whole(store) == 1 + len(numbers) > 5
        assert [link.link_id for link in links.listed(store) if link.revoked] == [numbers[0]]


def test_the_folder_and_its_files_are_their_owners_alone(tmp_path: Path):
    var = tmp_path / "deep" / "var"
    with closing(open_store(var=var)) as store:
        links.create(store, Grant("x"), until=NOW.date(), by="me", now=NOW)
        assert oct(var.stat().st_mode & 0o777) == "0o700"
        assert {path.name: oct(path.stat().st_mode & 0o777) for path in var.iterdir()} == dict.fromkeys((FILE, f"{FILE}-wal", f"{FILE}-shm"), "0o600")
    (var / FILE).chmod(0o644)
    open_store(var=var).close()
    assert oct((var / FILE).stat().st_mode & 0o777) == "0o600"


def test_sqlite_waits_for_others_and_keeps_what_it_says(sqlite_store: Store):
    with sqlite_store.reading() as connection:
        assert [connection.execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")] == ["wal", 2, 1, 10_000]


def test_who_reads_is_not_kept_waiting_by_who_saves(place: Place):
    with closing(place.open()) as one, closing(place.open()) as other:
        token, link = links.create(one, Grant("x"), until=NOW.date(), by="me", now=NOW)
        with one.saving() as connection:
            connection.execute(text("UPDATE shared_links SET times_opened = 7"))
            assert links.found(other, token, NOW) == link, "as it was saved last"
        assert links.found(other, token, NOW).times_opened == 7


def test_a_saving_that_breaks_off_changes_nothing(store: Store):
    """A link without its entry in the audit is not made."""
    with store.saving() as connection:
        connection.execute(text("ALTER TABLE audit_entries RENAME TO elsewhere"))
    with pytest.raises(SharingError, match=r"^Nothing was saved, for the store of links does not take it \(.*audit_entries"):
        links.create(store, Grant("x"), until=NOW.date(), by="me", now=NOW)
    assert links.listed(store) == []


def test_the_tables_are_those_that_are_declared(store: Store):
    """What the migrations make is what schema.py says, and the last of them is the one that it names."""
    config = Config()
    config.set_main_option("script_location", "sharing:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [REVISION]
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert context.get_current_revision() == REVISION
        assert compare_metadata(context, METADATA) == []


def test_a_store_of_the_first_version_is_brought_up_to_date_with_what_it_holds(place: Place):
    config = Config()
    config.set_main_option("script_location", "sharing:migrations")
    token = "x" * 43
    row = {"digest": sha256(token.encode()).digest(), "granted": as_json(Grant("Fund", theme_ids=("a",))), "now": NOW.isoformat(), "until": NOW.date().isoformat()}
    with closing(Store(_postgresql(place.url) if place.url else _sqlite(place.var))) as old, old.saving() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(text("INSERT INTO shared_links (token_sha256, granted, created, created_by, until, times_opened) VALUES (:digest, :granted, :now, 'me', :until, 3)"), row)
        connection.execute(text("INSERT INTO audit_entries (at, what, who, link_id, detail) VALUES (:now, 'created', 'me', 1, 'Fund')"), row)
    with closing(place.open()) as store:
        link = links.found(store, token, NOW)
        assert (link.link_id, link.grant, link.times_opened) == (1, Grant("Fund", theme_ids=("a",)), 3)
        assert [(entry.what, entry.detail) for entry in audit.entries(store)] == [("created", "Fund")]
        for _ in range(2):
            links.count_opening(store, 1, NOW, number="a")
        assert links.listed(store)[0].times_opened == 4


def test_a_store_of_a_newer_version_is_left_alone(place: Place):
    with closing(place.open()) as store, store.saving() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(SharingError, match="is of a newer version of the dashboard"):
        place.open()


@pytest.mark.parametrize("beginning", ["postgres://", "postgresql://", "postgresql+psycopg://", "postgresql+psycopg2://"])
def test_an_address_is_understood_as_people_write_it(new_database: Callable[[], str], tmp_path: Path, beginning: str):
    with closing(open_store(new_database().replace("postgresql://", beginning), var=tmp_path / "var")) as store:
        links.create(store, Grant("x"), until=NOW.date(), by="me", now=NOW)
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://me:hush@host/links", "DATABASE_URL is to be the address of a PostgreSQL"),
        ("sqlite:///links", "DATABASE_URL is to be the address of a PostgreSQL"),
        ("hush", "DATABASE_URL is to be the address of a PostgreSQL"),
        ("postgresql://me:hush@host:port/links", "DATABASE_URL is to be the address of a PostgreSQL"),
        ("postgres://me:hush@127.0.0.1:1/links", "The store of links cannot be read (connection failed"),
    ],
)
def test_an_address_that_leads_nowhere_is_said_without_its_password(url: str, said: str, tmp_path: Path):
    with pytest.raises(SharingError) as reason:
        open_store(url, var=tmp_path)
    assert str(reason.value).startswith(said)
    assert "hush" not in str(reason.value) and "\n" not in str(reason.value)


def test_a_connection_that_postgresql_has_closed_is_made_anew(new_database: Callable[[], str], tmp_path: Path):
    with closing(open_store(new_database(), var=tmp_path)) as store, closing(open_store(new_database(), var=tmp_path)) as other:
        token, link = links.create(store, Grant("x"), until=NOW.date(), by="me", now=NOW)
        with store.reading() as connection:
            process = connection.execute(text("SELECT pg_backend_pid()")).scalar()
        with other.reading() as connection:
            assert connection.execute(text("SELECT pg_terminate_backend(:process, 5000)"), {"process": process}).scalar()
        assert links.found(store, token, NOW) == link


def test_what_is_no_database_is_said_and_left_alone(tmp_path: Path):
    (tmp_path / FILE).write_bytes(b"A letter to the funder.\n" * 100)
    with pytest.raises(SharingError, match=r"The store of links cannot be read \(file is not a database\)"):
        open_store(var=tmp_path)
    assert (tmp_path / FILE).read_bytes().startswith(b"A letter")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path):
    (tmp_path / "var").write_text("a file")
    with pytest.raises(SharingError, match=r"^Links cannot be kept: .*/var/deeper cannot be written to \(Not a directory\)\.$"):
        open_store(var=tmp_path / "var" / "deeper")


def test_where_things_are_kept_can_be_said():
    assert var_folder({}) == var_folder({"CITIES_VAR": ""}) == ROOT / "var"
    assert var_folder({"CITIES_VAR": "/srv/cities"}) == Path("/srv/cities")


def test_entries_older_than_a_while_are_taken_out_and_links_stay(store: Store):
    _, link = links.create(store, Grant("x"), until=NOW.date(), by="me", now=NOW)
    assert audit.prune(store, days=30, now=NOW + timedelta(days=31)) == 1
    assert links.listed(store) == [link]

"""python -m sharing: one line where it was done, one sentence where it was not."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sharing import audit, links
from sharing.__main__ import main
from sharing.grants import SHAREABLE, Grant
from sharing.store import open_store
from tests.sharing.conftest import Place

ROOT = Path(__file__).parent.parent.parent
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, folders: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on the invented programme: its exit code, what it printed, what it said of errors."""

    def command(*words: str, **environ: str) -> tuple[int, str, str]:
        try:
            code = main([*words, "--data", str(folders["demo"])], environ={"CITIES_VAR": str(tmp_path / "var"), **environ})
        except SystemExit as left:
            code = int(left.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def _today() -> datetime:
    return datetime.now(UTC)


def _token(printed: str) -> str:
    return re.search(r"/s/([\w-]{43})\s", printed)[1]


def test_the_whole_life_of_a_link(run: Run, tmp_path: Path):
    until = (_today() + timedelta(days=30)).date()
    code, printed, error = run("create", "--for", "Fonds jeunesse", "--funder", "fund-youth", "--address", "https://cities.example/board/")
    assert (code, error, printed.count("\n")) == (0, "", 1)
    assert re.fullmatch(r"https://cities\.example/board/s/[\w-]{43}  \(link 1 for Fonds jeunesse: 2 projects, until \d{4}-\d\d-\d\d; it is not shown again\)\n", printed)
    token = _token(printed)
    with closing(open_store(var=tmp_path / "var")) as store:
        link = links.found(store, token, _today())
        assert link.grant == Grant("Fonds jeunesse", funder_id="fund-youth")
        assert link.until.date() - link.created.date() == timedelta(days=90)
        assert [(entry.what, entry.who) for entry in audit.entries(store)] == [("created", "this machine")]
        links.count_opening(store, 1, datetime(2026, 11, 27, 12, tzinfo=UTC))
    assert run("renew", "1", "--until", str(until)) == (0, f"link 1 for Fonds jeunesse works until {until}\n", "")
    assert run("list") == (0, f"1  Fonds jeunesse: open, made {_today():%Y-%m-%d}, until {until}, opened 1 time, last 2026-11-27 12:00 UTC\n", "")
    assert run("revoke", "1") == (0, "link 1 for Fonds jeunesse is revoked: it opens nothing any more\n", "")
    assert run("list")[1] == f"1  Fonds jeunesse: revoked, made {_today():%Y-%m-%d}, until {until}, opened 1 time, last 2026-11-27 12:00 UTC\n"
    with closing(open_store(var=tmp_path / "var")) as store:
        assert links.found(store, token, _today()) is None


def test_everything_that_a_link_can_state(run: Run, tmp_path: Path):
    code, printed, error = run(
        "create", "--for", "X", "--projects", "coop-schools, summer-coops", "--themes", "youth-coops", "--from", "2019-01-01", "--to", "2021-12-31",
        "--pages", "map,overview", "--exports", "--minimum-count", "10", "--until", str(_today().date()),
    )  # fmt: skip
    assert (code, error) == (0, "")
    with closing(open_store(var=tmp_path / "var")) as store:
        grant = links.found(store, _token(printed), _today()).grant
    assert grant.project_ids == ("coop-schools", "summer-coops") and grant.theme_ids == ("youth-coops",)
    assert (str(grant.start), str(grant.end)) == ("2019-01-01", "2021-12-31")
    assert (grant.pages, grant.has_exports, grant.minimum_count) == (("map", "overview"), True, 10)


def test_a_link_to_everything_says_so(run: Run):
    code, printed, _ = run("create", "--for", "X")
    assert code == 0 and "(link 1 for X: the whole programme, for nothing narrows it, until" in printed
    assert printed.startswith("http://127.0.0.1:8501/s/")


def test_the_address_can_stand_in_the_environment(run: Run):
    assert run("create", "--for", "X", CITIES_ADDRESS="https://a.example")[1].startswith("https://a.example/s/")
    assert run("create", "--for", "X", "--address", "https://b.example", CITIES_ADDRESS="https://a.example")[1].startswith("https://b.example/s/")
    assert run("list", CITIES_ADDRESS="nonsense")[0] == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["create", "--for", "X", "--projects", "gone"], "“gone” is none of the projects of this data."),
        (["create", "--for", "X", "--projects", "coop-schools,"], "An identifier is blank: take it out, or leave that side open."),
        (["create", "--for", "X", "--projects", ""], "An identifier is blank: take it out, or leave that side open."),
        (["create", "--for", "X", "--funder", "gone"], "“gone” is none of the organisations of this data."),
        (["create", "--for", "X", "--funder", ""], "An identifier is blank: take it out, or leave that side open."),
        (["create", "--for", ""], "Say for whom the link is, in up to 120 letters."),
        (["create", "--for", "X", "--from", "2019-01-01"], "State both days of the period, the earlier first."),
        (["create", "--for", "X", "--pages", "data"], f"“data” is no page that a link can open: say some of {', '.join(SHAREABLE)}."),
        (["create", "--for", "X", "--minimum-count", "1"], "Counts of people can be shown from 3 to 100 on: say a number between them."),
        (["revoke", "7"], "There is no link 7."),
        (["revoke", "99999999999999999999"], "There is no link 99999999999999999999."),
        (["renew", "7", "--until", str((_today() + timedelta(days=1)).date())], "There is no link 7."),
        (["create"], "python -m sharing create: the following arguments are required: --for; --help says more"),
        (["create", "--for", "X", "--until", "soon"], "python -m sharing create: argument --until: “soon” is no day, such as 2027-06-30; --help says more"),
        (["create", "--for", "X", "--address", "example.org"], "python -m sharing create: argument --address: “example.org” is no address, such as https://dashboard.example.org; --help says more"),
        (["create", "--for", "X", "--address", "https://me@x/"], "python -m sharing create: argument --address: “https://me@x/” is no address, such as https://dashboard.example.org; --help says more"),
        (["revoke", "one"], "python -m sharing revoke: argument ID: invalid int value: 'one'; --help says more"),
        (["renew", "1"], "python -m sharing renew: the following arguments are required: --until; --help says more"),
    ],
)
def test_bad_input_is_answered_in_one_sentence_and_makes_nothing(run: Run, words: list[str], said: str):
    assert run(*words) == (2, "", said + "\n")
    assert run("list") == (0, "There are no links.\n", "")


def test_a_day_too_late_is_answered_with_those_that_can_be_chosen(run: Run):
    code, printed, error = run("create", "--for", "X", "--until", "9999-12-31")
    assert (code, printed) == (2, "")
    assert re.fullmatch(r"A link ends on a day from \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d: choose one of them\.\n", error)
    assert run("list")[1] == "There are no links.\n"


def test_a_link_of_another_version_is_listed_as_that(run: Run, tmp_path: Path):
    run("create", "--for", "X")
    with closing(open_store(var=tmp_path / "var")) as store, store.saving() as connection:
        connection.exec_driver_sql("UPDATE shared_links SET granted = replace(granted, 'theme_ids', 'region_ids')")
    assert run("list")[1].startswith("1  X: of another version, opens nothing, made ")
    assert run("revoke", "1")[0] == 0
    assert run("list")[1].startswith("1  X: revoked, made ")


def test_data_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["create", "--for", "X", "--data", str(tmp_path / "none")], environ={"CITIES_VAR": str(tmp_path / "var")}) == 2
    assert "there is no such file or folder" in capsys.readouterr().err
    assert not (tmp_path / "var").exists()


def test_a_name_gives_a_terminal_no_orders(run: Run):
    assert run("create", "--for", "A\u202eB")[1].count("A�B") == 1
    assert "A�B: open" in run("list")[1]


def test_links_are_kept_where_the_environment_says(place: Place, folders: dict[str, Path], capsys: pytest.CaptureFixture[str]):
    assert main(["create", "--for", "X", "--data", str(folders["demo"])], environ=place.environ) == 0
    with closing(place.open()) as store:
        assert links.found(store, _token(capsys.readouterr().out), _today()).grant.name == "X"


def test_as_it_is_run_in_a_shell(tmp_path: Path):
    command = [sys.executable, "-m", "sharing", "revoke", "9"]
    bad = subprocess.run(command, cwd=ROOT, env={**os.environ, "CITIES_VAR": str(tmp_path)}, capture_output=True, text=True, check=False)
    assert (bad.returncode, bad.stdout, bad.stderr) == (2, "", "There is no link 9.\n")

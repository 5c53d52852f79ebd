"""Publishing: whole sites take each other's place, the former one can be gone back to, and nobody's small count is in it."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from exports.__main__ import main
from exports.publish import for_everybody, published, stepped_back
from loaders import SourceError
from tests.conftest import ROOT
from tests.exports import publisher
from tests.exports.site.test_page import asked

SITES = [{"assets/page.css": b"a{}", "index.html": name, "en/overview.html": name} for name in (b"one", b"two", b"three")]


def shown(folder: Path) -> bytes:
    return (folder / "index.html").read_bytes()


def test_the_former_pages_are_kept_and_can_be_gone_back_to(tmp_path):
    folder = tmp_path / "www" / "pages"
    for site in SITES:
        published(site, folder)
        assert {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()} == site
    stepped_back(folder)
    assert shown(folder) == b"two"
    stepped_back(folder)
    assert shown(folder) == b"three", "and forward again"
    assert len([*folder.parent.iterdir()]) == 2, "the pages and the former ones, and nothing left over"
    assert [path.name for path in folder.parent.glob("[!.]*")] == ["pages"], "no web server shows the former ones"


def test_a_reader_never_meets_a_site_that_is_half_there(tmp_path):
    folder, done, met = tmp_path / "pages", Event(), []
    published(SITES[0], folder)

    def read() -> None:
        while not done.is_set():
            try:
                met.append(shown(folder))
            except OSError as reason:
                met.append(repr(reason).encode())

    reader = Thread(target=read)
    reader.start()
    try:
        for number in range(300):
            published(SITES[number % 3], folder)
    finally:
        done.set()
        reader.join()
    assert set(met) <= {b"one", b"two", b"three"}


@pytest.mark.parametrize("kind", ["crash", "crash-in-steps"])
def test_whoever_is_killed_while_publishing_leaves_whole_pages_and_the_next_clears_up(tmp_path, kind):
    """Before each thing in turn that publishing does to the disk; also where the file system exchanges no two folders."""
    done = publishing(kind, tmp_path / "pages")
    said, wrong = done.communicate()
    assert done.returncode == 0, wrong
    assert int(said) > 20, "kills"


def test_two_who_publish_at_once_take_turns_and_leave_nothing_over(tmp_path):
    published(publisher.site("before"), folder := tmp_path / "pages")
    both = [publishing("race", folder, letter) for letter in "ab"]
    while any(one.poll() is None for one in both):
        assert (folder / "index.html").read_text()[0] in "ab", "at every moment there are pages"
    for one in both:
        assert one.communicate()[1] == ""
    last = publisher.says(folder)
    stepped_back(folder)
    assert {last, publisher.says(folder)} <= {f"{letter}{number}" for letter in "ab" for number in range(publisher.ROUNDS)}
    assert {path.name for path in tmp_path.iterdir()} == {"pages", ".pages-former"}


def publishing(*words: object) -> "subprocess.Popen[str]":
    """The process of publisher.py."""
    command = [sys.executable, "-m", "tests.exports.publisher", *map(str, words)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture
def private() -> Iterator[None]:
    """What is written is its writer's alone, as for the service in deploy/."""
    before = os.umask(0o077)
    yield
    os.umask(before)


def test_a_web_server_can_read_what_a_service_has_written_that_keeps_its_files_to_itself(private, tmp_path):
    folder = tmp_path / "www" / "pages"
    for site in SITES:
        published(site, folder)
    modes = {path.relative_to(tmp_path).as_posix(): path.stat().st_mode & 0o777 for path in (tmp_path / "www").rglob("*")}
    assert {modes[name] for name in modes if "." in Path(name).name[1:]} == {0o644}
    assert {modes[name] for name in modes if "." not in Path(name).name[1:]} == {0o755}
    assert (tmp_path / "www").stat().st_mode & 0o777 == 0o755


def test_a_link_to_the_folder_stays_a_link(tmp_path):
    (tmp_path / "www").symlink_to(tmp_path / "pages")
    for site in SITES:
        published(site, tmp_path / "www")
    stepped_back(tmp_path / "www")
    assert (tmp_path / "www").is_symlink()
    assert shown(tmp_path / "pages") == b"two"


def test_what_is_somebody_else_s_is_left_alone(tmp_path):
    (tmp_path / "letter.odt").write_bytes(b"mine")
    with pytest.raises(SourceError, match="holds files that are not ours"):
        published(SITES[0], tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.odt"]


def test_pages_among_which_somebody_has_put_a_file_are_left_alone(tmp_path):
    published(SITES[0], tmp_path / "pages")
    (tmp_path / "pages" / "letter.odt").write_bytes(b"mine")
    with pytest.raises(SourceError, match="holds files that are not ours"):
        published(SITES[1], tmp_path / "pages")
    assert shown(tmp_path / "pages") == b"one"


def test_a_site_that_cannot_be_written_leaves_the_one_that_is_there(tmp_path):
    published(SITES[0], tmp_path / "pages")
    with pytest.raises(OSError, match="name too long"):
        published({**SITES[1], "x" * 300: b""}, tmp_path / "pages")
    assert shown(tmp_path / "pages") == b"one"
    assert [path.name for path in tmp_path.iterdir()] == ["pages"]


def test_without_former_pages_there_is_no_step_back(tmp_path, capsys):
    published(SITES[0], tmp_path / "pages")
    assert main(["publish", str(tmp_path / "pages"), "--back"]) == 2
    assert capsys.readouterr().err == f"{tmp_path}/pages: there are no former pages to step back to\n"
    assert shown(tmp_path / "pages") == b"one"


def test_what_is_for_everybody_has_no_row_of_a_person_and_nothing_to_compare_with(demo):
    view = for_everybody(asked(demo), minimum_count=7).view
    assert view.data.participants.empty
    assert view.whole is view.data
    assert view.data.disclosed.minimum_count == 7
    assert for_everybody(asked(demo)).earlier is None


def test_single_people_are_never_for_everybody(demo):
    with pytest.raises(SourceError, match="counts of people under 3"):
        for_everybody(asked(demo), minimum_count=2)


@pytest.fixture
def publish(folders: dict[str, Path], tmp_path: Path) -> Callable[..., int]:
    return lambda *words: main(["publish", str(tmp_path / "pages"), "--data", str(folders["real"]), *words])


def test_the_command_line_publishes_and_steps_back(publish, tmp_path, capsys):
    assert publish() == 0
    assert publish("--minimum-count", "10", "--language", "fr") == 0
    assert '<html lang="fr">' in (tmp_path / "pages" / "index.html").read_text(encoding="utf-8")
    assert publish("--back") == 0
    assert '<html lang="en">' in (tmp_path / "pages" / "index.html").read_text(encoding="utf-8")
    said = capsys.readouterr().out.splitlines()
    assert said[0].endswith(" pages, no count of fewer than 5 people; the former ones are kept (--back)")
    assert said[1].endswith(" pages, no count of fewer than 10 people; the former ones are kept (--back)")
    assert said[2] == f"{tmp_path}/pages: the former pages"

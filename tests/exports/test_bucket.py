"""Publishing into a bucket: typed as a browser wants it, no reader left without a page, nothing of anybody else's touched."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from exports.__main__ import main
from exports.bucket import Bucket
from exports.publish import goal, has_former, published, stepped_back
from loaders import SourceError
from tests.exports.s3 import S3, s3
from tests.servers import free_ports

FORMER = {"assets/page.css": b"a{}", "index.html": b"first", "en/old.html": b"old", "en/overview.html": b"first"}
LATER = {"assets/page.css": b"b{}", "assets/page.js": b"1", "index.html": b"second", "en/overview.html": b"second", "fr/overview.html": b"deux"}
ADDRESS = "s3://www/programme/pages"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3]:
    with s3(tmp_path_factory.mktemp("s3")) as server:
        yield server


@pytest.fixture
def bucket(server: S3, monkeypatch: pytest.MonkeyPatch) -> S3:
    """The bucket, empty, and its keys in the environment."""
    for name, said in server.environ.items():
        monkeypatch.setenv(name, said)
    server.emptied()
    return server


def test_the_pages_are_there_and_those_of_before_are_not(bucket):
    for files in (FORMER, LATER):
        published(files, goal(ADDRESS))
        assert bucket.holds() == {f"programme/pages/{name}": content for name, content in files.items()}


def test_a_browser_is_told_what_each_file_is_and_to_ask_whether_it_is_still_the_same(bucket):
    files = {**LATER, "assets/noto.woff2": b"font", "assets/LICENSE.txt": b"free"}
    published(files, Bucket(ADDRESS))
    headers = {name: bucket.ask(f"www/programme/pages/{name}")[1] for name in files}
    assert {one["cache-control"] for one in headers.values()} == {"no-cache"}
    assert {name: one["content-type"] for name, one in headers.items() if name.startswith(("assets", "index"))} == {
        "index.html": "text/html; charset=utf-8", "assets/page.css": "text/css; charset=utf-8", "assets/page.js": "text/javascript; charset=utf-8",
        "assets/noto.woff2": "font/woff2", "assets/LICENSE.txt": "text/plain; charset=utf-8",
    }  # fmt: skip


def test_what_pages_are_made_of_comes_first_the_first_page_last_and_then_the_old_ones_go(bucket):
    published(FORMER, Bucket(ADDRESS))
    before = len(bucket.asked("PUT"))
    assert not bucket.asked("POST"), "nothing is taken away where nothing was"
    published(LATER, Bucket(ADDRESS))
    put = [path.removeprefix("/www/programme/pages/") for path in bucket.asked("PUT")[before:]]
    assert put == ["assets/page.css", "assets/page.js", "en/overview.html", "fr/overview.html", "index.html"]
    every = bucket.asked("PUT", "POST")
    assert every[-1].startswith("/www?delete"), "when the new ones are there"


@pytest.mark.parametrize("other", ["letter.odt", "en.odt", "assets.d/mine.css"])
def test_among_anybody_else_s_files_nothing_is_put(bucket, other):
    published(FORMER, Bucket(ADDRESS))
    bucket.ask(f"www/programme/pages/{other}", method="PUT", content=b"mine")
    there = bucket.holds()
    with pytest.raises(SourceError, match="holds files that are not ours"):
        published(LATER, Bucket(ADDRESS))
    assert bucket.holds() == there


def test_a_site_of_somebody_else_s_is_not_taken_for_ours(bucket):
    bucket.ask("www/programme/pages/index.html", method="PUT", content=b"mine")
    with pytest.raises(SourceError, match="holds files that are not ours"):
        published(LATER, Bucket(ADDRESS))
    assert bucket.holds() == {"programme/pages/index.html": b"mine"}


def test_what_stands_beside_the_folder_stays(bucket):
    beside = {"index.html": b"all", "programme/letter.odt": b"mine", "programme/pages-2/a.html": b"mine"}
    for name, content in beside.items():
        bucket.ask(f"www/{name}", method="PUT", content=content)
    for files in (FORMER, LATER):
        published(files, Bucket(ADDRESS + "/"))
    assert beside.items() <= bucket.holds().items()
    assert len(bucket.holds()) == len(beside) + len(LATER)


def test_what_broke_off_is_gone_on_with(bucket):
    bucket.ask("www/programme/pages/assets/page.css", method="PUT", content=b"half")
    published(LATER, Bucket(ADDRESS))
    assert len(bucket.holds()) == len(LATER)


@pytest.mark.parametrize("address", ["s3://no-such/pages", "s3://", "s3:///pages"])
def test_a_bucket_that_is_none_is_said_in_one_sentence(bucket, address):
    with pytest.raises(SourceError, match=r"the bucket cannot be written to \((NoSuchBucket|Generic URL error: Unable to recognise URL .*)\)$"):
        published(LATER, Bucket(address))


def test_a_bucket_that_does_not_answer_is_said_too(bucket, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{free_ports(1)[0]}")
    with pytest.raises(SourceError, match=r"^s3://www/programme/pages: the bucket cannot be written to \(HTTP error: error sending request\)$"):
        published(LATER, Bucket(ADDRESS))


def test_without_what_speaks_to_buckets_it_is_said_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "obstore", None)
    with pytest.raises(SourceError, match=r"pip install -r requirements-bucket\.txt"):
        published(LATER, Bucket(ADDRESS))


def test_a_bucket_has_no_step_back():
    assert not has_former(goal(ADDRESS))
    with pytest.raises(SourceError, match="there are no former pages"):
        stepped_back(goal(ADDRESS))


def test_the_command_line_publishes_into_a_bucket(bucket, folders: dict[str, Path], capsys):
    assert main(["publish", ADDRESS, "--data", str(folders["empty"])]) == 0
    assert capsys.readouterr().out == f"{ADDRESS}: 17 pages, no count of fewer than 5 people; what was there is not kept\n"
    assert b'<html lang="en">' in bucket.ask("www/programme/pages/index.html")[0]
    assert main(["publish", ADDRESS, "--back"]) == 2
    assert capsys.readouterr().err == f"{ADDRESS}: there are no former pages to step back to\n"

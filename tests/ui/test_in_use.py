"""What the Data page says of the data in use: files to take home, states to go back to."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.loaders.books import SOUND, write


def downloads() -> None:
    from locales import words
    from ui.in_use import show_downloads

    show_downloads(words("en"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CITIES_DATA", str(tmp_path))
    write(tmp_path / "book.xlsx", {**SOUND, "Old list": [["x"]]})
    return tmp_path


def offered(page: AppTest) -> list[str]:
    return [one.label.replace("\\", "") for one in page.get("download_button")]


def test_a_file_that_is_torn_by_now_is_not_marked_with_the_problems_it_had_before(folder):
    page = AppTest.from_function(downloads, default_timeout=60).run()
    assert offered(page) == ["book.xlsx, with its problems marked", "An empty workbook to fill in"]
    (folder / "book.xlsx").write_bytes((folder / "book.xlsx").read_bytes()[:-300])
    page.run()
    assert offered(page) == ["An empty workbook to fill in"]
    assert page.caption[0].value.startswith("The files have changed since they were read")


def formers() -> None:
    from locales import words
    from ui.in_use import show_former

    show_former(words("en"))


def test_two_states_of_one_minute_are_told_apart(folder):
    for name in ("2026-03-12T10-15-07", "2026-03-12T10-15-42", "2026-03-12T10-16-00"):
        (folder / "previous" / name).mkdir(parents=True)
    page = AppTest.from_function(formers, default_timeout=60).run()
    told = [one.value.replace("\\", "") for one in page.markdown]
    assert told == ["In use until 12 March 2026, 10:16", "In use until 12 March 2026, 10:15:42", "In use until 12 March 2026, 10:15:07"]

"""What the server itself says to people: in their language, with what to do, in the dashboard's own colours and letters, and nothing loaded for it."""

import re
import tomllib
import warnings

import pytest
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse

from sharing import answers
from sharing.answers import NO_FILE, NO_LINK, NOT_NOW, NOT_OURS, NOT_SET_UP, SHEET, TOO_MANY, Answer, answered
from sharing.files import streamlit_static
from sharing.web import Guards
from tests.conftest import ROOT

with warnings.catch_warnings():
    # Starlette's tests would rather have httpx2, which is young.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

EVERY = (NO_LINK, TOO_MANY, NOT_NOW, NOT_SET_UP, NOT_OURS, NO_FILE)


def said(answer: Answer, *, path: str = "/s/x", language: str = "en-CA") -> HTMLResponse:
    return answered(HTTPConnection({"type": "http", "path": path, "headers": [(b"accept-language", language.encode())]}), answer)


def test_every_answer_is_tried():
    assert {id(one) for one in vars(answers).values() if isinstance(one, Answer)} == {id(one) for one in EVERY}


@pytest.mark.parametrize("answer", EVERY, ids=lambda one: one.title)
def test_an_answer_says_what_to_do_in_the_language_that_a_browser_asks_for(answer):
    english, french = (said(answer, language=language).body.decode() for language in ("en-CA,en;q=0.9", "fr-CA,en;q=0.5"))
    assert f"<h1>{answer.title}</h1><p>{answer.sentence}</p>" in english
    assert '<html lang="en">' in english and '<html lang="fr">' in french
    assert answer.title not in french and answer.sentence not in french
    assert len(answer.sentence) > 40
    headers = said(answer).headers
    assert headers["cache-control"] == "no-store" and headers["referrer-policy"] == "no-referrer"
    assert headers.get("retry-after") == (None if answer.again_seconds is None else "60")


def test_a_link_is_not_to_blame_for_those_who_guess_nor_for_a_store_that_is_away():
    assert [(one.status, "not the fault of yours" in one.sentence) for one in (TOO_MANY, NOT_NOW)] == [(429, True), (503, True)]


def test_the_sheet_has_the_colours_the_sign_and_the_letters_of_the_dashboard():
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    for name in ("backgroundColor", "textColor"):
        assert f"light-dark({theme['light'][name]},{theme['dark'][name]})" in SHEET
    drawn = re.findall(r' (?:d|fill|cx|cy|r|stroke)="([^"]+)"', (ROOT / "ui" / "assets" / "icon.svg").read_text(encoding="utf-8"))
    assert len(drawn) > 10 and all(f'"{one}"' in SHEET for one in drawn)
    for path, up in (("/", "./"), ("/s/x", "../"), ("/media/x.csv", "../")):
        font = re.search(r'url\("([^"]+)"\)', said(NO_LINK, path=path).body.decode())
        assert font and font[1].startswith(f"{up}static/media/")
        assert (streamlit_static() / font[1].removeprefix(up)).is_file()


@pytest.mark.parametrize(("status", "is_begun"), [(200, True), (404, False), (429, False), (503, False)])
def test_only_a_page_has_a_browser_fetch_what_a_page_begins_with(status, is_begun):
    client = TestClient(Guards(HTMLResponse("<p>", status), headers={}, links="</x.js>; rel=modulepreload"))
    assert ("link" in client.get("/").headers) == is_begun

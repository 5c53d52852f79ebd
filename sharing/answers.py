"""What the server itself says to people, before a page of the dashboard is drawn: one sheet, in its own colours and letters."""

import re
from dataclasses import dataclass
from functools import cache
from html import escape

from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse

from locales import LANGUAGES, N_, Words, words
from sharing.files import streamlit_static

PRIVATE = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}
# The colours are those of .streamlit/config.toml, the sign that of ui/assets/icon.svg, the letters Streamlit's own.
SHEET = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>CITIES</title>
<style>@font-face{{font-family:"Source Sans";src:url("{up}static/media/{font}") format("woff2");font-weight:200 900}}
:root{{color-scheme:light dark}}
body{{margin:0;font:1rem/1.5 "Source Sans",system-ui,sans-serif;background:light-dark(#FBFAF7,#1B1916);color:light-dark(#23201B,#EDE9E1)}}
main{{max-width:32.5rem;margin:0 auto;padding:1rem 1.5rem 3rem}}svg{{width:1.75rem;height:1.75rem;margin-bottom:12vh}}
h1{{margin:0 0 .5rem;font-size:2rem;line-height:1.2;font-weight:600;text-wrap:balance}}p{{margin:0}}</style></head>
<body><main><svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="7" fill="#0F5A61"/>
<path d="M9 22 16 9l7 13z" fill="none" stroke="#FBFAF7" stroke-width="2.2"/><g fill="#FBFAF7"><circle cx="16" cy="9" r="3.6"/><circle cx="9" cy="22" r="3.6"/><circle cx="23" cy="22" r="3.6"/></g></svg>
<h1>{title}</h1><p>{sentence}</p></main></body></html>"""


@dataclass(frozen=True)
class Answer:
    """What is said: a title, and what to do about it; with which status, and after how many seconds it may be asked again."""

    status: int
    title: str
    sentence: str
    again_seconds: int | None = None


NO_LINK = Answer(404, N_("This link opens nothing"), N_("It has run out, was taken back, or is not whole. Ask the person who sent it to you for a new one."))
TOO_MANY = Answer(429, N_("Wait a minute"), N_("Many links that open nothing were tried from where you are. It is not the fault of yours: open it again in a minute."), 60)
NOT_NOW = Answer(503, N_("Links cannot be opened at this moment"), N_("It is not the fault of yours: open it again in a minute."), 60)
NOT_SET_UP = Answer(503, N_("The dashboard is closed at the moment"), N_("Ask whoever runs it: its log says what is to be mended."))
NOT_OURS = Answer(400, N_("The dashboard has another address"), N_("By this one it does not answer. Open it by the address or the link that you were given."))
NO_FILE = Answer(404, N_("This file is not here"), N_("It was made for somebody else, or is kept no more. Open the dashboard and save it from there."))


def answered(asking: HTTPConnection, answer: Answer) -> HTMLResponse:
    """An answer as a page, in the language that a browser asks for; nobody keeps it."""
    t = _spoken(asking.headers.get("accept-language", ""))
    # Relative, for the app may be served under a path.
    up = "../" * (asking.scope["path"].count("/") - 1) or "./"
    page = SHEET.format(language=t.language, up=up, font=_font(), title=escape(t(answer.title)), sentence=escape(t(answer.sentence)))
    again = {} if answer.again_seconds is None else {"Retry-After": str(answer.again_seconds)}
    return HTMLResponse(page, answer.status, headers={**PRIVATE, **again})


def _spoken(wanted: str) -> Words:
    found = re.findall(r"\b([a-z]{2})\b", wanted.lower())
    return words(next((language for language in found if language in LANGUAGES), "en"))


@cache
def _font() -> str:
    return next((path.name for path in (streamlit_static() / "static" / "media").glob("SourceSansVF-Upright*.woff2")), "")

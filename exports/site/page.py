"""The static pages: a folder with a page a subject and language, or all of them in one file."""

import base64
import gzip
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from charts.exhibit import View
from exports.asked import Asked
from exports.letters import without
from exports.site.inks import Palette, darker, declared, palette
from exports.site.plots import embedded
from exports.site.subjects import Subject, subjects
from exports.told import foot, narrowed_to, noticed
from locales import LANGUAGES, Words, words

HERE = Path(__file__).parent
ASSETS = HERE / "assets"
# Streamlit serves the same file to the dashboard's own pages.
HANGUL_FONT = HERE.parent.parent / "ui" / "assets" / "fonts" / "noto-sans-kr.woff2"
HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
PLOTLY = "plotly-basic.min.js"
# Of an empty style element: plotly makes one, and fills it by script.
EMPTY = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
# Where a folder was written by us: what it may be written into again.
MARK = "assets/page.css"


@dataclass(frozen=True)
class Link:
    """A way to another subject or language."""

    words: str
    href: str
    language: str
    is_here: bool = False


@dataclass(frozen=True)
class Edition:
    """The pages' words in one language: whose data, what is shown, the ways to the rest."""

    t: Words
    title: str
    about: str
    notice: str | None
    foot: str
    subjects: tuple[Subject, ...]
    ways: tuple[Link, ...]
    languages: tuple[Link, ...]


def page_file(asked: Asked) -> bytes:
    """All subjects in every language as one .html file that asks nobody for anything; the language of the view is shown first."""
    colours = palette(asked.view)
    editions = []
    for language in _languages(asked.view):
        own = _in(asked, language)
        found = tuple(subjects(own, colours))
        ways = tuple(Link(one.title, f"#{language}-{one.key}", language) for one in found)
        tongues = tuple(Link(LANGUAGES[one], f"#{one}", one, one == language) for one in _languages(asked.view))
        editions.append(_edition(own.view, found, ways, tongues))
    has_hangul = bool(HANGUL.search(repr(editions)))
    style = _style(asked.view, colours, font=f"data:font/woff2;base64,{base64.b64encode(HANGUL_FONT.read_bytes()).decode()}" if has_hangul else None)
    script, plotly = _asset("page.js"), _asset(PLOTLY)
    policy = _policy(scripts=f"{_hash(script)} {_hash(plotly)}", styles=_hash(style), fonts="data:")
    return _rendered(editions, colours, policy=policy, style=Markup(f"<style>{style}</style>"), script=Markup(f"<script>{script}</script>"), plotly=Markup(_packed()), source="")


def site_files(asked: Asked) -> dict[str, bytes]:
    """Every file of the pages by its path: a page a subject and language, what they share, and the page to begin with."""
    colours, files = palette(asked.view), {}
    found = {language: tuple(subjects(_in(asked, language), colours)) for language in _languages(asked.view)}
    has_hangul = bool(HANGUL.search(repr(found)))
    files[MARK] = _style(asked.view, colours, font="noto-sans-kr.woff2" if has_hangul else None).encode()
    files["assets/page.js"] = _asset("page.js").encode()
    files[f"assets/{PLOTLY}"] = _asset(PLOTLY).encode()
    files["assets/plotly-LICENSE.txt"] = (ASSETS / "plotly-LICENSE.txt").read_bytes()
    if has_hangul:
        files["assets/noto-sans-kr.woff2"] = HANGUL_FONT.read_bytes()
        files["assets/noto-sans-kr-OFL.txt"] = (HANGUL_FONT.parent / "OFL.txt").read_bytes()
    for language, every in found.items():
        for one in every:
            files[f"{language}/{one.key}.html"] = _page(_in(asked, language).view, one, every, colours, root="../")
    first = _languages(asked.view)[0]
    files["index.html"] = _page(asked.view, found[first][0], found[first], colours, root="")
    return files


def _page(view: View, one: Subject, every: Sequence[Subject], colours: Palette, *, root: str) -> bytes:
    language = view.t.language
    ways = tuple(Link(other.title, f"{root}{language}/{other.key}.html", language, other is one) for other in every)
    tongues = tuple(Link(LANGUAGES[code], f"{root}{code}/{one.key}.html", code, code == language) for code in _languages(view))
    style = Markup('<link rel="stylesheet" href="{}assets/page.css">').format(root)
    script = Markup('<script src="{}assets/page.js" defer></script>').format(root)
    return _rendered([_edition(view, (one,), ways, tongues)], colours, policy=_policy(scripts="'self'", styles="'self'", fonts="'self'"),
                     style=style, script=script, plotly=Markup(), source=f"{root}assets/{PLOTLY}")  # fmt: skip


def _languages(view: View) -> list[str]:
    """The language of the view, then the others."""
    return sorted(LANGUAGES, key=lambda code: code != view.t.language)


def _in(asked: Asked, language: str) -> Asked:
    return replace(asked, view=replace(asked.view, t=words(language), is_dark=False))


def _edition(view: View, found: tuple[Subject, ...], ways: tuple[Link, ...], languages: tuple[Link, ...]) -> Edition:
    t = view.t
    parts = [t("Edition “{name}”", name=view.edition) if view.edition else None, t("Data as of {day}", day=t.day(view.as_of)), narrowed_to(view)]
    title = view.whole.setting("organisation") or t("Programme")
    return Edition(t, title, " · ".join(filter(None, parts)), noticed(view.whole, t), foot(view), found, ways, languages)


def _rendered(editions: Sequence[Edition], colours: Palette, *, policy: str, style: Markup, script: Markup, plotly: Markup, source: str) -> bytes:
    page = _templates().get_template("page.html")
    inks = Markup(embedded(darker(colours)))
    return without(page.render(editions=editions, policy=policy, style=style, script=script, plotly=plotly, plotly_source=source, inks=inks)).encode()


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _policy(*, scripts: str, styles: str, fonts: str) -> str:
    """The page's Content-Security-Policy: nothing but what it brings along.

    Attributes of style have to be let in: plotly writes a bold word's weight into one. They can name no address, for
    every kind of address is forbidden.
    """
    return "; ".join([
        "default-src 'none'", f"script-src {scripts}", f"style-src-elem {styles} {EMPTY}", "style-src-attr 'unsafe-inline'", "img-src data:", f"font-src {fonts}",
        "base-uri 'none'", "form-action 'none'",
    ])  # fmt: skip


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"


@lru_cache(maxsize=8)
def _asset(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _packed() -> str:
    """Plotly's script, packed: a third of its size, and no browser reads it before it is asked to."""
    return base64.b64encode(gzip.compress(_asset(PLOTLY).encode(), mtime=0)).decode()


def _style(view: View, colours: Palette, *, font: str | None) -> str:
    """The style sheet: the colours of both papers, the face for Hangul where there is any, the rules, the head of each sheet of paper."""
    face = f"@font-face{{font-family:'Noto Sans KR';src:url({font}) format('woff2');font-weight:100 900;font-display:swap;unicode-range:U+1100-11FF,U+3130-318F,U+AC00-D7AF}}\n" if font else ""
    light, dark = (declared(colours, is_dark=is_dark) for is_dark in (False, True))
    papers = f":root{{{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
    head = f"@page{{@top-left{{content:{_css(foot(view).partition(' · ')[0])}}}}}\n"
    return papers + face + _asset("page.css") + head


def _css(text: str) -> str:
    """A text as a string of CSS: every letter that could end it by its number."""
    return '"' + "".join(letter if (letter.isalnum() and letter.isascii()) or letter == " " else f"\\{ord(letter):x} " for letter in text if letter.isprintable()) + '"'

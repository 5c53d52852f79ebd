"""Taking the view along: slides of a deck, and the other files that are made of what is looked at."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from charts.exhibit import View
from exports.asked import Asked
from loaders import SourceError
from locales import N_, Words
from ui import deck
from ui.chart_files import safe_file_name
from ui.deck import Chosen
from ui.editions import file_stem
from ui.files import WORKBOOK, download
from ui.fragment import fragment
from ui.problem_list import why
from ui.text import plain
from ui.who import is_keeper

MADE = "made-file"
LARGEST_TEMPLATE_MB = 20
Progress = Callable[[float, str], None]


@dataclass(frozen=True)
class Kind:
    """A kind of file: what it is called, what it is for, its ending and type, what makes it of a view."""

    label: str
    told: str
    ending: str
    mime: str
    make: Callable[[Asked, Progress], bytes]


@dataclass(frozen=True)
class Made:
    """A file that was made: of what, its name, its bytes. Kept until something else is made."""

    of: object
    kind: str
    name: str
    content: bytes


def _workbook(wanted: Asked, progress: Progress) -> bytes:
    from exports.workbook import workbook_file

    return workbook_file(wanted, progress=progress)


def _tables(wanted: Asked, progress: Progress) -> bytes:
    from exports.tables import tables_file

    return tables_file(wanted.view)


def _iati(wanted: Asked, progress: Progress) -> bytes:
    from exports.iati import iati_file

    return iati_file(wanted.view)


def _page(wanted: Asked, progress: Progress) -> bytes:
    from exports.site import page_file

    return page_file(wanted)


def _site(wanted: Asked, progress: Progress) -> bytes:
    from exports.site import site_files
    from exports.zipped import zipped

    return zipped(site_files(wanted))


SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
# Each is heavy to import: it is when it is first asked for.
KINDS = {
    "workbook": Kind(N_("Workbook (.xlsx)"), N_("Every figure with its numbers and a chart, and the rows behind them"), "xlsx", WORKBOOK, _workbook),
    "page": Kind(N_("Page (.html)"), N_("All of it in one file, to send by mail: it opens anywhere, without a connection"), "html", "text/html", _page),
    "site": Kind(N_("Pages (.zip)"), N_("The same as a folder of pages for a web server, for any number of readers"), "zip", "application/zip", _site),
    "tables": Kind(N_("Tables (.zip)"), N_("The tables as CSV and Parquet, with a description that programs read"), "zip", "application/zip", _tables),
    "iati": Kind(N_("IATI (.xml)"), N_("The projects as activities of the IATI standard 2.03, for funders that ask for it"), "xml", "application/xml", _iati),
}


@fragment
def slides(found: Chosen, view: View, wanted: Asked) -> None:
    """Make the deck as slides, in the organisation's own template where one is given, and offer the file."""
    t, template = view.t, None
    st.subheader(plain(t("Slides")), anchor=False)
    st.caption(plain(t("A PowerPoint file whose charts can be edited: each has its numbers inside.")))
    if is_keeper():
        # From elsewhere the server takes no file.
        with st.expander(plain(t("In your own template"))):
            given = st.file_uploader(t("A .pptx of your organisation"), type=["pptx"], max_upload_size=LARGEST_TEMPLATE_MB, key="deck-template")
            template = given.getvalue() if given else None

    def make(progress: Progress) -> bytes:
        from exports.slides import deck_file

        return deck_file(found.deck, wanted, template=template, progress=progress)

    of = found.deck, wanted.view.mark, wanted.earlier and wanted.earlier.data.mark, template and hash(template)
    offer("slides", t("Make the slides"), of=of, name=f"{file_stem(safe_file_name(found.deck.title))}.pptx", mime=SLIDES, make=make, t=t, is_first=True)


@fragment
def others(view: View) -> None:
    """The other files of the same view: of what the filters and the edition leave."""
    t = view.t
    st.subheader(plain(t("Other files of this view")), anchor=False)
    st.caption(plain(t("They hold what the filters above leave, whichever figures are in the deck.")))
    for name, kind in KINDS.items():
        wanted = deck.asked(view)
        stem = file_stem(safe_file_name(view.whole.setting("organisation") or "programme"))
        of = wanted.view.mark, wanted.earlier and wanted.earlier.data.mark

        def make(progress: Progress, kind: Kind = kind, wanted: Asked = wanted) -> bytes:
            return kind.make(wanted, progress)

        with st.container(gap="xxsmall"):
            offer(name, t(kind.label), of=of, name=f"{stem}-{name}.{kind.ending}" if kind.ending == "zip" else f"{stem}.{kind.ending}", mime=kind.mime, make=make, t=t)
            st.caption(plain(t(kind.told)))


def offer(kind: str, label: str, *, of: Any, name: str, mime: str, make: Callable[[Progress], bytes], t: Words, is_first: bool = False) -> None:
    """A button that makes a file, with its progress, and then the file to be saved; a sentence where it cannot be made.

    What was made is offered only as long as it is the file of what is looked at.
    """
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        is_asked = st.button(label, icon=":material/slideshow:" if is_first else ":material/draft:", type="primary" if is_first else "secondary", key=f"make-{kind}")
        place = st.empty()
    if is_asked:
        bar = st.progress(0.0, text=plain(t("Making the file …")))

        def tell(share: float, said: str) -> None:
            bar.progress(min(max(share, 0.0), 1.0), text=plain(said or t("Making the file …")))

        try:
            content = make(tell)
            st.session_state[MADE] = Made(of, kind, name, content)
        except SourceError as reason:
            _refused(reason, t)
        finally:
            bar.empty()
    made = st.session_state.get(MADE)
    if isinstance(made, Made) and (made.kind, made.of) == (kind, of):
        label = t("Save {name} ({size})", name=made.name, size=_size(len(made.content), t))
        download(plain(label), made.content, of=made.of, file_name=made.name, mime=mime, icon=":material/download:", key=f"save-{kind}", place=place)


def _refused(reason: SourceError, t: Words) -> None:
    """Why no file could be made: a sentence, or one a line where several things are missing."""
    lines = [line for line in why(reason, t).splitlines() if line.strip()]
    st.error("\n".join(f"- {plain(line.lstrip('- '))}" for line in lines) if len(lines) > 1 else plain(lines[0]))


def _size(count: int, t: Words) -> str:
    return t("{n} kB", n=t.number(max(1, round(count / 1000)))) if count < 1_000_000 else t("{n} MB", n=t.number(count / 1_000_000, digits=1))

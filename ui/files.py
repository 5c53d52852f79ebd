"""Files to save: made for one audience, called by their content, and written down when they are taken."""

from collections.abc import Callable
from typing import Any, Literal

import streamlit as st
from streamlit import runtime

from locales import N_
from sharing.errors import SharingError
from sharing.labels import labelled
from ui import doors
from ui.who import viewer

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MIMES = {".xlsx": WORKBOOK, ".csv": "text/csv", ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12", ".ods": "application/vnd.oasis.opendocument.spreadsheet"}

# Streamlit forgets a file that was made on a click after two runs of anybody's page: with many readers before a telephone has asked for it.
# So the last few stay.
KEPT = 16


def download(
    label: str, content: bytes | str | Callable[[], bytes | str], *, of: object, file_name: str, mime: str, key: str,
    icon: str | None = None, kind: Literal["primary", "secondary", "tertiary"] = "secondary", place: Any = st,
) -> None:  # fmt: skip
    """Offer a file to save, for the viewer alone; nothing for whom no files are.

    A `content` that is a function is called when the file is asked for; `of` is then what it is made of,
    and tells the file from another one of the same name. Streamlit's own button, but for its name.
    """
    looking = viewer()
    if not looking.may_export:
        return

    def taken() -> bytes | str:
        # It is asked for later, by whoever knows its address, and no page is drawn then.
        if not doors.is_open(looking.link_id) if looking.link_id else not doors.may_take(looking.audience):
            raise SharingError(N_("This file is not for you any more."))
        found = content() if callable(content) else content
        doors.tell("exported", looking.who, link_id=looking.link_id, detail=file_name)
        _keep(found.encode() if isinstance(found, str) else found, name, mime)
        return found

    mark = content.encode() if isinstance(content, str) else repr(of).encode() if callable(content) else content
    name = labelled(file_name, secret=doors.house().secret, audience=looking.audience, content=mark)
    place.download_button(label, taken, file_name=name, mime=mime, icon=icon, on_click="ignore", type=kind, key=key)


def _keep(content: bytes, name: str, mime: str) -> None:
    if runtime.exists():
        runtime.get_instance().media_file_mgr.add(content, mime, f"taken {next(doors.house().turns) % KEPT}", name, is_for_static_download=True)

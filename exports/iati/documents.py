"""Documents: a project's page, and what it has published."""

import re
from urllib.parse import quote, urlsplit

import pandas as pd
from lxml import etree

from exports.iati.elements import Narrator, element, writable
from exports.iati.record import Record, Row

# Codes of DocumentCategory.
RESULTS, WEB_PAGE = "A08", "A12"
OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS = {
    "pdf": "application/pdf", "doc": "application/msword", "docx": f"{OFFICE}.wordprocessingml.document",
    "ppt": "application/vnd.ms-powerpoint", "pptx": f"{OFFICE}.presentationml.presentation",
    "xls": "application/vnd.ms-excel", "xlsx": f"{OFFICE}.spreadsheetml.sheet", "csv": "text/csv",
    "epub": "application/epub+zip", "zip": "application/zip", "mp4": "video/mp4", "jpg": "image/jpeg", "png": "image/png",
}  # fmt: skip
PAGE = "text/html"
STRAY_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


def documents(project: Row, record: Record) -> list[etree._Element]:
    """The web page of a project, and each of its publications that is out and has an address."""
    narrate = record.narrate
    page = [] if pd.isna(project.url) else [_link(project.url, project.title, WEB_PAGE, None, None, narrate)]
    own = [row for row in record.publications.get(project.project_id, ()) if not pd.isna(row.url)]
    return [*page, *(_link(row.url, row.title, RESULTS, row.language, row.date, narrate) for row in own)]


def _link(url: str, title: str, category: str, language: str | None, day: pd.Timestamp | None, narrate: Narrator) -> etree._Element:
    is_stated = language is not None and language != "und"
    return element(
        "document-link",
        element("title", *narrate(title, language=language)),
        element("category", code=category),
        element("language", code=language) if is_stated else None,
        None if day is None or pd.isna(day) else element("document-date", iso_date=day.date().isoformat()),
        url=address(url), format=media_type(url),
    )  # fmt: skip


def media_type(url: str) -> str:
    """What an address leads to, by its ending; a page on the web where it does not say."""
    ending = urlsplit(STRAY_PERCENT.sub("%25", url).replace("[", "").replace("]", "")).path.rpartition(".")[2]
    return FORMATS.get(ending.lower(), PAGE)


def address(url: str) -> str:
    """An address as machines write it, its other letters in percent signs."""
    return quote(STRAY_PERCENT.sub("%25", writable(url)), safe="%/:=&?~#+!$,;'@()*")

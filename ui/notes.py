"""Notes beside numbers: shown to all, written by who keeps the data."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import streamlit as st

from charts.exhibit import View
from loaders import notes
from loaders.notes import Note
from loaders.shelf import ShelfError
from locales import LANGUAGES, Words
from ui import data, editions
from ui.note_text import safe_markdown
from ui.text import plain
from ui.who import is_keeper

DELETED = "note-deleted"


def show_notes(view: View, subject: str) -> None:
    """The notes on a subject, and for who keeps the data a way to write one."""
    written(view, subject)
    adding(view, subject)


def written(view: View, subject: str) -> None:
    """The notes on a subject, the latest first."""
    t, may_write = view.t, _may_write()
    for place, note in enumerate(notes.of(view.whole, subject)):
        with st.container(key=f"note-{subject}-{place}"):
            st.markdown(safe_markdown(note.text))
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.caption(plain(_foot(note, t)))
                if may_write:
                    _tools(note, t, key=f"{subject}-{place}")
    if may_write:
        _undo(subject, t)


def adding(view: View, subject: str) -> None:
    """For who keeps the data, a way to write a note on a subject."""
    if not _may_write():
        return
    t = view.t
    with st.popover(t("Add a note"), type="tertiary", icon=":material/edit_note:", on_change="rerun", key=f"add-note-{subject}") as popover:
        pass
    if popover.open:
        with popover:
            _form(Note(subject, date.today(), "", None, t.language), None, t, key=f"new-{subject}")


def _may_write() -> bool:
    """Whether the viewer keeps the data, and looks at that of today."""
    return is_keeper() and editions.chosen() is None and data.folder().is_dir()


def _foot(note: Note, t: Words) -> str:
    language = t.tongue(note.language) if note.language and note.language != t.language else None
    return " · ".join(filter(None, [note.author, t.day(note.day), language]))


def _tools(note: Note, t: Words, *, key: str) -> None:
    with st.popover(t("Edit"), type="tertiary", on_change="rerun", key=f"change-note-{key}") as changing:
        pass
    if changing.open:
        with changing:
            _form(note, note, t, key=f"change-{key}")
    if st.button(t("Delete"), type="tertiary", key=f"delete-note-{key}") and _done(lambda: notes.remove(data.folder(), note, at=_now()), t):
        st.session_state[DELETED] = note
        st.rerun()


def _form(note: Note, old: Note | None, t: Words, *, key: str) -> None:
    """Write a note, see it as it will stand, and save it."""
    text = st.text_area(t("Note"), note.text, max_chars=notes.LONGEST, help=t("**Bold**, *italics*, lists and links to https addresses"), key=f"text-{key}")
    author = st.text_input(t("Your name"), note.author or "", key=f"author-{key}")
    names = list(LANGUAGES)
    language = st.segmented_control(
        t("Language of the note"), names, default=note.language if note.language in names else t.language, required=True,
        format_func=LANGUAGES.__getitem__, key=f"language-{key}",
    )  # fmt: skip
    if text.strip():
        st.caption(plain(t("As it will stand")))
        st.markdown(safe_markdown(text))
    if st.button(t("Save the note"), type="primary", key=f"save-{key}"):
        new = replace(note, text=text.strip(), author=author.strip() or None, language=language)
        if _done(lambda: _save(new, old), t):
            st.rerun()


def _save(new: Note, old: Note | None) -> None:
    notes.add(data.folder(), new, at=_now())
    if old is not None:
        # The new one first: whatever happens between the two, nothing is lost.
        notes.remove(data.folder(), old, at=_now())


def _undo(subject: str, t: Words) -> None:
    deleted: Note | None = st.session_state.get(DELETED)
    if deleted is None or deleted.subject != subject:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(plain(t("The note is deleted.")))
        if st.button(t("Undo"), type="tertiary", key=f"undo-note-{subject}") and _done(lambda: notes.add(data.folder(), deleted, at=_now()), t):
            del st.session_state[DELETED]
            st.rerun()


def _done(change: Callable[[], None], t: Words) -> bool:
    """Whether a change was saved; says why where it was not."""
    try:
        change()
    except ShelfError as reason:
        st.error(plain(t(reason.template, **reason.values)))
        return False
    data.live().refresh()
    return True


def _now() -> datetime:
    return datetime.now().astimezone()

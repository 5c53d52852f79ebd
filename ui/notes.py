"""Notes beside numbers: shown to all, written by who keeps the data."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date, datetime

import streamlit as st

from charts.exhibit import View
from exports.told import note_foot
from loaders import notes
from loaders.notes import Note
from loaders.shelf import ShelfError
from locales import LANGUAGES, Words
from ui import data, editions
from ui.note_text import safe_markdown
from ui.presses import undisturbed
from ui.text import plain
from ui.who import is_keeper, told

SAVED, DELETED, TURN = "note-saved", "note-deleted", "note-turn"


def show_notes(view: View, subject: str) -> None:
    """The notes on a subject, and for who keeps the data a way to write one."""
    written(view, subject)
    adding(view, subject)


def written(view: View, *subjects: str) -> None:
    """The notes on a subject, or on several that stand in one place, the latest first."""
    t, may_write, shown = view.t, _may_write(), notes.of(view.whole, *subjects)
    for place, note in enumerate(shown):
        with st.container(key=f"note-{subjects[0]}-{place}"):
            st.markdown(safe_markdown(note.text))
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.caption(plain(note_foot(note, t)))
                if may_write and note.place and note.place.is_ours:
                    # Not by its place: when another is added above, what was begun here is still about this one.
                    _tools(note, t, key=f"{hash(note):x}-{shown[:place].count(note)}")
            if may_write and note.place and not note.place.is_ours:
                st.caption(plain(t("Kept in {file}, sheet {sheet}, row {row}: change it there.", file=note.place.file, sheet=note.place.sheet, row=note.place.row)))
    if may_write:
        _undo(subjects, t)
    if st.session_state.get(SAVED) in subjects:
        del st.session_state[SAVED]
        st.toast(plain(t("The note is saved.")), icon=":material/check:")


def adding(view: View, subject: str) -> None:
    """For who keeps the data, a way to write a note on a subject."""
    if not _may_write():
        return
    t, key = view.t, _key(subject)
    with st.popover(t("Add a note"), type="tertiary", icon=":material/edit_note:", on_change="rerun", key=f"add-note-{key}") as popover:
        pass
    if popover.open:
        with popover:
            _form(Note(subject, date.today(), "", None, t.language), lambda new: notes.add(data.folder(), new, at=_now()), t, name=subject)


def _may_write() -> bool:
    """Whether the viewer keeps the data, and looks at that of today."""
    return is_keeper() and editions.chosen() is None and data.folder().is_dir()


def _key(name: str) -> str:
    """The key of a form and what is in it: a new one after each saving, so that it is closed and empty."""
    return f"{name}-{st.session_state.get(f'{TURN}-{name}', 0)}"


def _tools(note: Note, t: Words, *, key: str) -> None:
    with st.popover(t("Edit"), type="tertiary", on_change="rerun", key=f"change-note-{_key(key)}") as changing:
        pass
    if changing.open:
        with changing:
            _form(note, lambda new: notes.change(data.folder(), note, new, at=_now()), t, name=key)
    if st.button(t("Delete"), type="tertiary", key=f"delete-note-{key}"):
        with undisturbed():
            if is_done := _done(lambda: notes.remove(data.folder(), note, at=_now()), t):
                st.session_state[DELETED] = note
        if is_done:
            st.rerun()


def _form(note: Note, save: Callable[[Note], None], t: Words, *, name: str) -> None:
    """Write a note, see it as it will stand, and save it."""
    key = _key(name)
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
        with undisturbed():
            if is_done := _done(lambda: save(new), t):
                st.session_state[f"{TURN}-{name}"] = st.session_state.get(f"{TURN}-{name}", 0) + 1
                st.session_state[SAVED] = note.subject
        if is_done:
            st.rerun()


def _undo(subjects: Collection[str], t: Words) -> None:
    deleted: Note | None = st.session_state.get(DELETED)
    if deleted is None or deleted.subject not in subjects:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(plain(t("The note is deleted.")))
        if st.button(t("Undo"), type="tertiary", key=f"undo-note-{deleted.subject}"):
            with undisturbed():
                if is_done := _done(lambda: notes.add(data.folder(), deleted, at=_now()), t):
                    del st.session_state[DELETED]
            if is_done:
                st.rerun()


def _done(change: Callable[[], None], t: Words) -> bool:
    """Whether a change was saved; says why where it was not."""
    try:
        change()
    except ShelfError as reason:
        st.error(plain(t(reason.template, **reason.values)))
        return False
    data.live().refresh()
    told("data_changed", notes.FILE)
    return True


def _now() -> datetime:
    return datetime.now().astimezone()

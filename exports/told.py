"""The words that go with whatever is taken from the dashboard: whose data, of which day, under which filters, with which notes."""

from dataclasses import replace

import pandas as pd

from charts.exhibit import View
from exports.note_words import plain_words
from loaders import Dataset, Scope, notes
from loaders.notes import Note
from locales import Words

# More projects of a link than these are counted.
MOST_NAMED = 3


def in_words(scope: Scope, whole: Dataset, t: Words) -> str:
    """The filters in words: "2018; Urban commons; Barcelona"; nothing where all is shown."""
    parts = [] if scope.start is None or scope.end is None else [t.span(scope.start, scope.end)]
    for ids, frame, key, label in (
        (scope.theme_ids, whole.themes, "theme_id", "name"),
        (scope.city_ids, whole.cities, "city_id", "name"),
        (scope.project_ids, whole.projects, "project_id", "title"),
    ):
        if ids:
            parts.append(t.listed(frame.loc[frame[key].isin(ids), label]))
    return "; ".join(parts)


def narrowed_to(view: View, *, has_period: bool = True) -> str:
    """What all figures are narrowed to, in words: by the filters, and in a shared link by what it shows; of many projects of a link how many of them it shows."""
    scope = view.data.narrowed if has_period else replace(view.data.narrowed, start=None, end=None)
    if len(scope.project_ids) <= MOST_NAMED or view.data.scope.project_ids:
        return in_words(scope, view.whole, view.t)
    rest = in_words(replace(scope, project_ids=()), view.whole, view.t)
    return "; ".join(filter(None, [rest, view.t.plural("{n} project", "{n} projects", len(view.whole.projects))]))


def noticed(data: Dataset, t: Words) -> str | None:
    """What the data says of all its pages: that it is invented, or not yet approved; in the reader's language if it says so in it."""
    return data.setting(f"notice_{t.language}") or data.setting("notice")


def foot(view: View) -> str:
    """What stands at the foot of whatever is taken away: whose data, of which day and edition, under which filters."""
    t = view.t
    frozen = t("Edition “{name}”", name=view.edition) if view.edition else None
    parts = [
        view.whole.setting("organisation"), noticed(view.whole, t), frozen,
        t("Data as of {day}", day=t.day(view.as_of)), narrowed_to(view),
    ]  # fmt: skip
    return " · ".join(filter(None, parts))


def note_foot(note: Note, t: Words) -> str:
    """Who wrote a note, when, and in which language where it is another."""
    language = t.tongue(note.language) if note.language and note.language != t.language else None
    return " · ".join(filter(None, [note.author, t.day(note.day), language]))


def taken_along(view: View, *subjects: str) -> list[tuple[str, str]]:
    """The notes on a subject for a file, without Markdown: what each says, and who said it when."""
    return [(plain_words(note.text), note_foot(note, view.t)) for note in notes.of(view.whole, *subjects)]


def with_notes(table: pd.DataFrame, view: View, *subjects: str) -> pd.DataFrame:
    """A figure's table with its notes in a last column, all in the first row: every row keeps as many cells as the others."""
    if not (told := taken_along(view, *subjects)):
        return table
    said = "\n\n".join(f"{text}\n{who}" for text, who in told)
    return table.assign(**{view.t("Notes on this figure"): [said, *[""] * (len(table) - 1)]})

"""A link that a director is about to make: what stands in the fields of the form, and what is wrong with it."""

from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from loaders import Dataset, SourceError, scope
from loaders.disclosed import USUAL_MINIMUM, usual_minimum
from locales import Words
from sharing.grants import SHAREABLE, Grant, checked, is_name
from sharing.links import USUAL_DAYS, last_day, may_end
from ui.filters import names

# The fields, by the keys of their widgets; what stands in them stays while a director looks at another page.
NAME, WHAT, FUNDER, FIRST, LAST = "share-name", "share-what", "share-funder", "share-first", "share-last"
PAGES, EXPORTS, MINIMUM, UNTIL = "share-pages", "share-exports", "share-minimum", "share-until"
SIDES = {side: f"share-{side}" for side in scope.SIDES}
PART, WHOLE = "part", "whole"
# What some funders ask for, beside what is usual.
MINIMUMS = (USUAL_MINIMUM, 10)
# Which sides are chosen from a list, what they are called there, and by which column.
LABELS = {"project_ids": "title", "theme_ids": "name", "city_ids": "name"}
# Where what is wrong with the whole stands.
ALL = ""
# What a calendar offers; which of these days will do is said in words.
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)


@dataclass(frozen=True)
class Draft:
    """What stands in the form. `is_part` is whether something is to be chosen; `until` is None where the day was taken out."""

    grant: Grant
    is_part: bool
    until: date | None


def usual(data: Dataset, today: date) -> None:
    """Fill the fields that nobody has filled yet: a part still to be chosen, all pages, no files, ninety days."""
    for key, value in _values(Grant("", minimum_count=usual_minimum(data.setting("small_count"))), today + timedelta(days=USUAL_DAYS)).items():
        st.session_state.setdefault(key, value)


def fill(grant: Grant, until: date) -> None:
    """Fill every field with what another link had, before the form is drawn."""
    st.session_state.update(_values(grant, until, is_part=not grant.is_whole))


def empty() -> None:
    """Forget what stands in the fields."""
    for key in _values(Grant(""), date.min):
        st.session_state.pop(key, None)


def _values(grant: Grant, until: date, *, is_part: bool = True) -> dict[str, object]:
    return {
        NAME: grant.name, WHAT: PART if is_part else WHOLE, FUNDER: grant.funder_id, FIRST: grant.start, LAST: grant.end,
        **{key: list(getattr(grant, side)) for side, key in SIDES.items()},
        PAGES: list(grant.pages), EXPORTS: grant.has_exports, MINIMUM: grant.minimum_count, UNTIL: until,
    }  # fmt: skip


def drafted() -> Draft:
    """What stands in the fields, once they are filled."""
    state = st.session_state
    is_part = state[WHAT] == PART
    # What was chosen of a part is not forgotten while the whole is looked at.
    projects, themes, cities = (tuple(state[key]) if is_part else () for key in SIDES.values())
    funder, first, last = (state[key] if is_part else None for key in (FUNDER, FIRST, LAST))
    pages = tuple(name for name in SHAREABLE if name in state[PAGES])
    grant = Grant(state[NAME].strip(), projects, funder, themes, cities, first, last, pages, state[EXPORTS], state[MINIMUM])
    return Draft(grant, is_part, state[UNTIL])


def offered(data: Dataset, side: str, chosen: list[str]) -> dict[str, str]:
    """What can be chosen on a side: identifier → label, by name. What was chosen and is gone stays, for the director to take out."""
    table, key = scope.SIDES[side]
    labels = names(data.tables[table], key, LABELS[side])
    return {one: label for label, one in sorted(labels.items(), key=lambda pair: pair[0].casefold())} | {one: one for one in chosen if one not in labels.values()}


def funders(data: Dataset) -> dict[str, str]:
    """The organisations that fund a project: identifier → name, by name."""
    paying = {one for cell in data.projects["funder_ids"] for one in cell}
    labels = names(data.organisations[data.organisations["organisation_id"].isin(paying)], "organisation_id", "name")
    return {one: label for label, one in sorted(labels.items(), key=lambda pair: pair[0].casefold())}


def minimums(draft: Draft, data: Dataset) -> list[int]:
    """The fewest people to be counted in the open, of which one is chosen."""
    return sorted({*MINIMUMS, usual_minimum(data.setting("small_count")), draft.grant.minimum_count})


def wrong(draft: Draft, data: Dataset, today: date, t: Words) -> dict[str, str]:
    """What is to be mended before a link can be made of it: a sentence by the key of its field."""
    grant, found = draft.grant, {}
    if not is_name(grant.name):
        found[NAME] = t("Say for whom the link is: it stands on what they see, and in the list below.")
    if sentence := wrong_day(draft.until, today, t):
        found[UNTIL] = sentence
    if not grant.pages:
        found[PAGES] = t("Choose at least one page.")
    found |= _wrong_part(draft, data, t)
    if not found:
        try:
            checked(grant, data)
        except SourceError as reason:
            found[ALL] = t(reason.template, **reason.values)
    return found


def wrong_day(until: date | None, today: date, t: Words) -> str:
    """Why a link cannot end on a day; blank where it can."""
    if until and may_end(until, today):
        return ""
    return t("Choose the last day on which the link works, until {day} at the latest.", day=t.day(last_day(today)))


def _wrong_part(draft: Draft, data: Dataset, t: Words) -> dict[str, str]:
    """What is wrong with the part that was chosen."""
    grant, found = draft.grant, {}
    for side, key in SIDES.items():
        table, column = scope.SIDES[side]
        known = set(data.tables[table][column])
        if gone := [one for one in getattr(grant, side) if one not in known]:
            found[key] = t("{names} is not in the data any more: take it out.", names=t.listed(gone))
    if grant.funder_id is not None and not scope.funded_by(data.projects, grant.funder_id):
        found[FUNDER] = t("{name} funds none of the projects in the data: choose another, or take it out.", name=grant.funder_id)
    if not scope.is_period(grant.start, grant.end):
        found[FIRST] = t("The period ends before it begins.") if grant.start and grant.end else t("State both days of the period.")
    if draft.is_part and grant.is_whole:
        found[WHAT] = t("Choose a funder, projects, themes, cities or a period; or say that it is the whole programme.")
    elif not found and data.within(grant.scope(data)).is_empty:
        found[WHAT] = t("Nothing in the data belongs to all of this: leave one of the choices open.")
    return found

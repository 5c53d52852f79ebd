"""The bar of filters that all pages share. Each is a keyed widget bound to the address."""

from calendar import monthrange
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from loaders import Dataset, Scope
from locales import Words
from ui.data import once

PERIOD, THEMES, CITIES, PROJECTS, LANGUAGE = "period", "themes", "cities", "projects", "lang"
HALVES = (("01–06", 1, 6), ("07–12", 7, 12))


def periods(data: Dataset) -> dict[str, tuple[date, date]]:
    """The years and half-years that the data has something in, newest first, by their names.

    The names are the same in every language, since they stand in addresses that are passed on.
    """
    frames = [data.projects, data.delegations, data.events]
    days = pd.concat([*(frame["start"] for frame in frames), *(frame["end"] for frame in frames), data.publications["date"]])
    found: dict[str, tuple[date, date]] = {}
    for year in sorted(days.dt.year.dropna().astype(int).unique(), reverse=True):
        found[str(year)] = date(year, 1, 1), date(year, 12, 31)
        for name, first, last in HALVES:
            found[f"{year} · {name}"] = date(year, first, 1), date(year, last, monthrange(year, last)[1])
    return found


def names(frame: pd.DataFrame, key: str, label: str) -> dict[str, str]:
    """Label → identifier, in the frame's order; the identifier beside a label that occurs twice."""
    twice = frame[label].duplicated(keep=False)
    shown = frame[label].where(~twice, frame[label] + " (" + frame[key] + ")")
    return dict(zip(shown, frame[key], strict=True))


def choices(whole: Dataset) -> dict[str, dict[str, Any]]:
    """What each filter offers: the names that it shows, and what each stands for."""
    return {
        PERIOD: periods(whole),
        THEMES: names(whole.themes, "theme_id", "name"),
        CITIES: dict(sorted(names(whole.cities, "city_id", "name").items())),
        PROJECTS: dict(sorted(names(whole.projects, "project_id", "title").items())),
    }


def bar(whole: Dataset, t: Words) -> None:
    """Show the filters. An address that names what is not there falls back to no filter."""
    offered = once(choices, whole)
    with st.grid(columns=4, min_column_width=144, gap="small", key="filters"):
        st.selectbox(t("Period"), list(offered[PERIOD]), index=None, placeholder=t("All years"), key=PERIOD, bind="query-params", label_visibility="collapsed")
        _many(t("Themes"), t("All themes"), offered[THEMES], THEMES)
        _many(t("Cities"), t("All cities"), offered[CITIES], CITIES)
        _many(t("Projects"), t("All projects"), offered[PROJECTS], PROJECTS)


def _many(label: str, placeholder: str, options: dict[str, str], key: str) -> None:
    st.multiselect(label, list(options), placeholder=placeholder, key=key, bind="query-params", label_visibility="collapsed")


def chosen(whole: Dataset) -> Scope:
    """The scope that the filters stand for."""
    offered = once(choices, whole)
    window = offered[PERIOD].get(st.session_state.get(PERIOD) or "")
    start, end = window or (None, None)
    return Scope(
        start=start,
        end=end,
        theme_ids=_ids(offered[THEMES], THEMES),
        city_ids=_ids(offered[CITIES], CITIES),
        project_ids=_ids(offered[PROJECTS], PROJECTS),
    )


def _ids(options: dict[str, str], key: str) -> tuple[str, ...]:
    return tuple(sorted(options[label] for label in st.session_state.get(key, ()) if label in options))


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

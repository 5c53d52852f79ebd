"""The bar of filters that all pages share. Each is a keyed widget bound to the address."""

from calendar import monthrange
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from loaders import Dataset, Scope
from locales import N_, Words
from metrics.periods import Period, meets, start_month, tiles
from ui.data import once

PERIOD, THEMES, CITIES, PROJECTS, LANGUAGE = "period", "themes", "cities", "projects", "lang"
# The last choice of a period: any two days, which are then asked for. The same in every language.
TWO_DAYS, DAYS = "Dates …", "days"
COMPARE = "compare"
COMPARED = {
    "before": N_("Compared with the period before"), "year": N_("Compared with the same period of the year before"),
    "baseline": N_("Indicators compared with their baseline"),
}  # fmt: skip


def periods(data: Dataset) -> dict[str, tuple[date, date]]:
    """The years that the data has something in, their halves and quarters, newest first, by their names.

    Fiscal years ("2019–20", "2019–20 · 10–03") come first where they do not begin in January. The names are
    the same in every language, since they stand in addresses that are passed on.
    """
    frames = [data.projects, data.delegations, data.events]
    days = pd.concat([*(frame["start"] for frame in frames), *(frame["end"] for frame in frames), data.publications["date"]]).dropna()
    found: dict[str, tuple[date, date]] = {}
    if (begins := start_month(data)) != 1 and len(days):
        for year in reversed(tiles(days.min().date(), days.max().date(), "year", begins=begins)):
            name = f"{year.start.year}–{year.end.year % 100:02}"
            found[name] = year.start, year.end
            for part in (*tiles(year.start, year.end, "half", begins=begins), *tiles(year.start, year.end, "quarter", begins=begins)):
                found[f"{name} · {part.start.month:02}–{part.end.month:02}"] = part.start, part.end
    for year_ in sorted(days.dt.year.astype(int).unique(), reverse=True):
        found[str(year_)] = date(year_, 1, 1), date(year_, 12, 31)
        for months in (6, 3):
            for first in range(1, 12, months):
                last = first + months - 1
                found[f"{year_} · {first:02}–{last:02}"] = date(year_, first, 1), date(year_, last, monthrange(year_, last)[1])
    # A project goes on after the last day that a link shows.
    return {name: days for name, days in found.items() if meets(Period(*days), data.period)}


def names(frame: pd.DataFrame, key: str, label: str) -> dict[str, str]:
    """Label → identifier, in the frame's order; the identifier beside a label that occurs twice."""
    twice = frame[label].duplicated(keep=False)
    shown = frame[label].where(~twice, frame[label] + " (" + frame[key] + ")")
    return dict(zip(shown, frame[key], strict=True))


def choices(whole: Dataset) -> dict[str, dict[str, Any]]:
    """What each filter offers: the names that it shows, and what each stands for.

    A link of some themes offers these: of what belongs to another one too it has a part alone.
    """
    themes, wanted = whole.themes, whole.narrowed.theme_ids
    return {
        PERIOD: periods(whole),
        THEMES: names(themes[themes["theme_id"].isin(wanted)] if wanted else themes, "theme_id", "name"),
        CITIES: dict(sorted(names(whole.cities, "city_id", "name").items())),
        PROJECTS: dict(sorted(names(whole.projects, "project_id", "title").items())),
    }


def bar(whole: Dataset, t: Words) -> None:
    """Show the filters. An address that names what is not there falls back to no filter."""
    offered = once(choices, whole)
    with st.grid(columns=4, min_column_width=144, gap="small", key="filters"):
        st.selectbox(t("Period"), [*offered[PERIOD], TWO_DAYS], index=None, placeholder=t("All years"), key=PERIOD, bind="query-params", label_visibility="collapsed")
        _many(t("Themes"), t("All themes"), offered[THEMES], THEMES)
        _many(t("Cities"), t("All cities"), offered[CITIES], CITIES)
        _many(t("Projects"), t("All projects"), offered[PROJECTS], PROJECTS)
    if st.session_state.get(PERIOD) == TWO_DAYS:
        st.date_input(t("From the first day to the last"), value=[], format="YYYY-MM-DD", width=300, key=DAYS, bind="query-params")


def _many(label: str, placeholder: str, options: dict[str, str], key: str) -> None:
    st.multiselect(label, list(options), placeholder=placeholder, key=key, bind="query-params", label_visibility="collapsed")


def chosen(whole: Dataset) -> Scope:
    """The scope that the filters stand for."""
    offered = once(choices, whole)
    start, end = _window(offered[PERIOD], st.session_state.get(PERIOD) or "")
    return Scope(
        start=start,
        end=end,
        theme_ids=_ids(offered[THEMES], THEMES),
        city_ids=_ids(offered[CITIES], CITIES),
        project_ids=_ids(offered[PROJECTS], PROJECTS),
    )


def _window(offered: dict[str, tuple[date, date]], said: str) -> tuple[date, date] | tuple[None, None]:
    """The first and the last day of the period that was chosen; none while only one of two days is."""
    days = st.session_state.get(DAYS)
    if said == TWO_DAYS and isinstance(days, tuple) and len(days) == 2:
        return min(days), max(days)
    return offered.get(said, (None, None))


def compared_with(t: Words) -> None:
    """Let the reader choose what figures are compared with; `current_view` takes it along."""
    st.selectbox(
        t("Compared with"), list(COMPARED), format_func=lambda name: t(COMPARED[name]), key=COMPARE, bind="query-params", width=420, label_visibility="collapsed",
    )  # fmt: skip


def _ids(options: dict[str, str], key: str) -> tuple[str, ...]:
    return tuple(sorted(options[label] for label in st.session_state.get(key, ()) if label in options))

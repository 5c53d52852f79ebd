"""Indicators restated, shown: a sentence, then a card for each."""

from datetime import date

import streamlit as st

from charts.restated import told_of
from loaders import Dataset
from loaders.changes import Changes
from locales import Words
from metrics.restated import Restated
from ui.text import plain

MOST_NAMED = 5


def show_restated(told: list[Restated], found: Changes, old: Dataset, new: Dataset, day: date, t: Words) -> None:
    """A sentence, then a card for each indicator: a list, which a telephone shows as well as a screen."""
    if not told:
        st.subheader(plain(t("No indicator says anything else of any year up to {day}", day=t.day(day))), anchor=False)
        return
    st.subheader(plain(t.plural("{n} indicator says something else", "{n} indicators say something else", len(told))), anchor=False)
    st.caption(plain(t("Each fiscal year and each target’s own period, up to {day}, counted from the data of then and from that of now", day=t.day(day))))
    with st.grid(columns=2, min_column_width=320, gap="small", key="restated") as grid:
        for one in told:
            with grid.cell(), st.container(border=True, gap="xsmall"):
                st.markdown(f"**{plain(one.indicator.title)}**")
                _card(one, found, old, new, t)


def _card(one: Restated, found: Changes, old: Dataset, new: Dataset, t: Words) -> None:
    lines: list[str] = []
    causes: list[str] = []
    for period, then, now, why in told_of(one, found, old, new, t, most=MOST_NAMED):
        if why != causes and causes:
            _block(lines, causes)
            lines = []
        lines.append(t("{what}: {change}", what=plain(period), change=f"**{plain(t('{then} → {now}', then=then, now=now))}**") if now else plain(period))
        causes = why
    _block(lines, causes)


def _block(lines: list[str], causes: list[str]) -> None:
    st.markdown("  \n".join(lines))
    if causes:
        st.caption("  \n".join(map(plain, causes)))

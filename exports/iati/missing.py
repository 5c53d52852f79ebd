"""What the workbook still lacks for an IATI file: each thing with the sheet, the column or the setting to fill in."""

import re

import pandas as pd

from charts.exhibit import View
from exports.iati.elements import writable
from exports.iati.projects import LONGEST_BUDGET_DAYS
from loaders import SourceError
from locales import N_, Words

# Agency, hyphen, number: CA-CRA_ACC_REV-119288918RR0001, XM-DAC-3-1.
ORGANISATION_ID = re.compile(r"[A-Za-z0-9_]+-[^/&|?\s]+")
CURRENCY = re.compile(r"[A-Z]{3}")
# So many rows of a column are named; the rest is counted.
NAMED = 5
COLUMNS = {
    "summary": N_("what the project is, in a sentence or two"),
    "status": N_("where the project stands"),
    "city_ids": N_("the places that it links: they give the countries"),
    "theme_ids": N_("its themes: they give the sectors"),
    "lead_organisation_id": N_("who leads it, or partner_ids, who works on it"),
    "currency": N_("the three letters of the budget’s currency, such as CAD"),
}
SETTINGS = {
    "organisation": N_("the organisation’s name"),
    "iati_organisation_id": N_("its identifier in IATI, such as CA-CRA_ACC_REV-119288918RR0001"),
    "iati_organisation_type": N_("a number of IATI’s list OrganisationType, such as 22 for a national NGO"),
    "languages": N_("the language that the workbook is written in, such as en"),
}


def check(view: View) -> None:
    """Raise SourceError where something mandatory is missing: one sentence that says all of it."""
    t, projects = view.t, view.data.projects
    if projects.empty:
        raise SourceError("{sentence}", sentence=t("There is no project here to make an IATI file of."))
    parts = [t("sheet settings, key {key} ({about})", key=key, about=t(about)) for key, about in SETTINGS.items() if not _is_set(view, key)]
    blank = {column: projects[projects[column].map(_is_blank)] for column in ("summary", "status", "city_ids", "theme_ids")}
    blank["lead_organisation_id"] = projects[projects["lead_organisation_id"].isna() & ~projects[["partner_ids", "funder_ids"]].map(bool).any(axis=1)]
    has_budget = projects["budget"].notna() & ((projects["end"] - projects["start"]).dt.days < LONGEST_BUDGET_DAYS)
    blank["currency"] = projects[has_budget & ~projects["currency"].fillna("").str.fullmatch(CURRENCY)]
    parts += [
        t("sheet projects, column {column}, of {rows} ({about})", column=column, rows=_named(rows, "project_id", t), about=t(COLUMNS[column]))
        for column, rows in blank.items()
        if len(rows)
    ]
    undated = view.data.indicators[view.data.indicators["baseline"].notna() & view.data.indicators["baseline_date"].isna()]
    if len(undated):
        parts.append(t("sheet indicators, column baseline_date, of {rows} (the day of the baseline)", rows=_named(undated, "indicator_id", t)))
    if parts:
        raise SourceError("{sentence}", sentence=t("No IATI file can be made before this is filled in: {missing}.", missing="; ".join(parts)))


def _is_set(view: View, key: str) -> bool:
    said = view.whole.setting(key)
    return bool(said and (key != "iati_organisation_id" or ORGANISATION_ID.fullmatch(writable(said))))


def _is_blank(cell: object) -> bool:
    return not cell if isinstance(cell, tuple) else pd.isna(cell) or not writable(cell)


def _named(rows: pd.DataFrame, key: str, t: Words) -> str:
    """Rows by their identifiers and their place in the sheet: "youth-engagement (row 16)"."""
    named = [t("{name} (row {row})", name=name, row=row) for name, row in zip(rows[key], rows["source_row"], strict=True)]
    if rest := len(named) - NAMED:
        return t.listed(named) if rest < 0 else t.plural("{rows} and {n} more", "{rows} and {n} more", rest, rows=", ".join(named[:NAMED]))
    return t.listed(named)

"""A project as an activity of IATI."""

from datetime import date
from itertools import chain

import pandas as pd
from lxml import etree

from charts.exhibit import View
from exports.iati.documents import documents
from exports.iati.elements import Narrator, element, identifier, shares
from exports.iati.places import countries, locations
from exports.iati.reporter import PROGRAMME, Reporter, remarks
from exports.iati.results import of_project
from loaders.sdgs import goals

# Codes of ActivityStatus, OrganisationRole and ActivityDateType.
STATUSES = {"planned": "1", "active": "2", "completed": "4", "cancelled": "5", "suspended": "6"}
FUNDING, ACCOUNTABLE, IMPLEMENTING = "1", "2", "4"
PLANNED_START, ACTUAL_START, PLANNED_END, ACTUAL_END = "1", "2", "3", "4"
# Codes of OrganisationType, for those sectors that are one of them.
TYPES = {"local government": "11", "enterprise": "70", "academia": "80", "other": "90"}
# Vocabularies: one's own sectors, and the goals among the tags.
OWN_SECTORS, GOALS = "99", "2"
# A budget of IATI is of a year at most.
LONGEST_BUDGET_DAYS = 366


def project(row: pd.Series, view: View, who: Reporter, *, is_part_of_programme: bool) -> etree._Element:
    """The activity that a project is; part of the programme's where the file has that."""
    narrate = who.narrate
    parent = element("related-activity", ref=identifier(who.ref, PROGRAMME), type="1") if is_part_of_programme else None
    # Reported once: of all projects where they are all here, else of each.
    results = [] if is_part_of_programme else of_project(row, view, narrate)
    return who.activity(
        row["project_id"],
        element("title", *narrate(row["title"])),
        element("description", *narrate(row["summary"]), type="1"),
        remarks(view, narrate),
        *_organisations(row, view, who),
        element("activity-status", code=STATUSES[row["status"]]),
        *_dates(row, view, narrate),
        *countries(view, pd.DataFrame([row])),
        *locations(view, row, narrate),
        *sectors(pd.DataFrame([row]), view, narrate),
        *(element("tag", *narrate(goals()[number].title(view.t.language), language=view.t.language), vocabulary=GOALS, code=number) for number in row["sdgs"]),
        _budget(row),
        *documents(view, row, narrate),
        parent,
        *results,
        hierarchy=2 if is_part_of_programme else None,
    )  # fmt: skip


def sectors(projects: pd.DataFrame, view: View, narrate: Narrator) -> list[etree._Element]:
    """The themes of projects as sectors of one's own: each project counts alike, and in it each of its themes."""
    names = view.data.themes.set_index("theme_id")["name"]
    weights: dict[str, float] = {}
    for themes in projects["theme_ids"]:
        for theme in themes:
            weights[theme] = weights.get(theme, 0) + 1 / len(themes)
    return [
        element("sector", *narrate(names[theme]), vocabulary=OWN_SECTORS, code=theme, percentage=share)
        for theme, share in zip(weights, shares(weights.values()), strict=True)
    ]


def _organisations(row: pd.Series, view: View, who: Reporter) -> list[etree._Element]:
    """Who pays, who leads and who works on it, each with its role."""
    leads = () if pd.isna(row["lead_organisation_id"]) else (row["lead_organisation_id"],)
    roles = chain(((FUNDING, one) for one in row["funder_ids"]), ((ACCOUNTABLE, one) for one in leads), ((IMPLEMENTING, one) for one in row["partner_ids"]))
    known = view.data.organisations.set_index("organisation_id")
    return [_organisation(known.loc[one], role, who) for role, one in roles]


def _organisation(organisation: pd.Series, role: str, who: Reporter) -> etree._Element:
    is_own = who.is_named(organisation["name"])
    kind = who.kind if is_own else TYPES.get(organisation["sector"])
    return element("participating-org", *who.narrate(organisation["name"]), ref=who.ref if is_own else None, type=kind, role=role)


def _dates(row: pd.Series, view: View, narrate: Narrator) -> list[etree._Element]:
    """When it begins and ends: planned, or as it was, which nothing after the day of the data can be."""
    has_begun = row["start"].date() <= view.as_of and row["status"] not in ("planned", "cancelled")
    has_ended = row["end"].date() <= view.as_of and row["status"] == "completed" if not pd.isna(row["end"]) else False
    found = [_date(ACTUAL_START if has_begun else PLANNED_START, row["start"].date(), row["start_precision"], view, narrate)]
    if not pd.isna(row["end"]):
        found.append(_date(ACTUAL_END if has_ended else PLANNED_END, row["end"].date(), row["end_precision"], view, narrate))
    return found


def _date(kind: str, day: date, precision: str, view: View, narrate: Narrator) -> etree._Element:
    # IATI has a day for every date: how vague it is, is said in words.
    said = [] if precision == "day" else narrate(view.t.moment(day, precision), language=view.t.language)
    return element("activity-date", *said, type=kind, iso_date=day.isoformat())


def _budget(row: pd.Series) -> etree._Element | None:
    """The budget of a project of a year at most: nobody has said how a longer one's is divided."""
    if pd.isna(row["budget"]) or pd.isna(row["end"]) or (row["end"] - row["start"]).days >= LONGEST_BUDGET_DAYS:
        return None
    first, last = row["start"].date().isoformat(), row["end"].date().isoformat()
    value = element("value", text=f"{row['budget']:.2f}", currency=row["currency"], value_date=first)
    return element("budget", element("period-start", iso_date=first), element("period-end", iso_date=last), value)

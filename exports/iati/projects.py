"""A project as an activity of IATI."""

from collections.abc import Iterable
from datetime import date

import pandas as pd
from lxml import etree

from exports.iati.documents import documents
from exports.iati.elements import element, identifier, shares
from exports.iati.places import countries, locations
from exports.iati.record import Record, Row
from exports.iati.reporter import PROGRAMME
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


def project(row: Row, record: Record, *, is_part_of_programme: bool) -> etree._Element:
    """The activity that a project is; part of the programme's where the file has that."""
    narrate, who, t = record.narrate, record.who, record.view.t
    # Reported once: of all projects where they are all here, else of each.
    results = [] if is_part_of_programme else of_project(row, record.view, narrate)
    return who.activity(
        row.project_id,
        element("title", *narrate(row.title)),
        element("description", *narrate(row.summary), type="1"),
        record.remark(),
        *_organisations(row, record),
        element("activity-status", code=STATUSES[row.status]),
        *_dates(row, record),
        *countries([row], record),
        *locations(row, record),
        *sectors([row], record),
        *(element("tag", *narrate(goals()[number].title(t.language), language=t.language), vocabulary=GOALS, code=number) for number in row.sdgs),
        _budget(row),
        *documents(row, record),
        element("related-activity", ref=identifier(who.ref, PROGRAMME), type="1") if is_part_of_programme else None,
        *results,
        hierarchy=2 if is_part_of_programme else None,
    )  # fmt: skip


def sectors(projects: Iterable[Row], record: Record) -> list[etree._Element]:
    """The themes of projects as sectors of one's own: each project counts alike, and in it each of its themes."""
    weights: dict[str, float] = {}
    for project in projects:
        for theme in project.theme_ids:
            weights[theme] = weights.get(theme, 0) + 1 / len(project.theme_ids)
    return [
        element("sector", *record.narrate(record.themes[theme]), vocabulary=OWN_SECTORS, code=theme, percentage=share)
        for theme, share in zip(weights, shares(weights.values()), strict=True)
    ]


def _organisations(row: Row, record: Record) -> list[etree._Element]:
    """Who pays, who leads and who works on it, each with its role."""
    leads = () if pd.isna(row.lead_organisation_id) else (row.lead_organisation_id,)
    roles = ((FUNDING, row.funder_ids), (ACCOUNTABLE, leads), (IMPLEMENTING, row.partner_ids))
    return [_organisation(record.organisations[one], role, record) for role, own in roles for one in own]


def _organisation(organisation: Row, role: str, record: Record) -> etree._Element:
    who = record.who
    is_own = who.is_named(organisation.name)
    kind = who.kind if is_own else TYPES.get(organisation.sector)
    return element("participating-org", *record.narrate(organisation.name), ref=who.ref if is_own else None, type=kind, role=role)


def _dates(row: Row, record: Record) -> list[etree._Element]:
    """When it begins and ends: planned, or as it was, which nothing after the day of the data can be."""
    start, as_of = row.start.date(), record.view.as_of
    has_begun = start <= as_of and row.status not in ("planned", "cancelled")
    found = [_date(ACTUAL_START if has_begun else PLANNED_START, start, row.start_precision, record)]
    if not pd.isna(row.end):
        has_ended = row.end.date() <= as_of and row.status == "completed"
        found.append(_date(ACTUAL_END if has_ended else PLANNED_END, row.end.date(), row.end_precision, record))
    return found


def _date(kind: str, day: date, precision: str, record: Record) -> etree._Element:
    # IATI has a day for every date: how vague it is, is said in words.
    t = record.view.t
    said = [] if precision == "day" else record.narrate(t.moment(day, precision), language=t.language)
    return element("activity-date", *said, type=kind, iso_date=day.isoformat())


def _budget(row: Row) -> etree._Element | None:
    """The budget of a project of a year at most: nobody has said how a longer one's is divided."""
    if pd.isna(row.budget) or pd.isna(row.end) or (row.end - row.start).days >= LONGEST_BUDGET_DAYS:
        return None
    first, last = row.start.date().isoformat(), row.end.date().isoformat()
    value = element("value", text=f"{row.budget:.2f}", currency=row.currency, value_date=first)
    return element("budget", element("period-start", iso_date=first), element("period-end", iso_date=last), value)

"""The programme as an activity of its own: the parent of its projects, and the place of what is measured of all of them."""

from lxml import etree

from charts.exhibit import View
from exports.iati.elements import element, identifier
from exports.iati.places import countries
from exports.iati.projects import ACCOUNTABLE, ACTUAL_START, PLANNED_START, STATUSES, sectors
from exports.iati.record import Record
from exports.iati.reporter import PROGRAMME
from exports.iati.results import of_programme
from metrics.indicators import is_part

OPEN = ("planned", "active", "suspended")


def has_programme(view: View) -> bool:
    """Whether the file has the programme: indicators speak of all projects, and a part of those is no programme."""
    return not view.whole.indicators.empty and not is_part(view.data)


def programme(record: Record) -> etree._Element:
    """The activity that the programme is, with the results that its board follows."""
    view, who, narrate, t = record.view, record.who, record.narrate, record.view.t
    first = min(row.start for row in record.projects).date()
    is_open = any(row.status in OPEN for row in record.projects)
    about = t("All projects of {organisation} together, and the indicators that its board follows.", organisation=who.name)
    return who.activity(
        PROGRAMME,
        element("title", *narrate(t("The programme of {organisation}", organisation=who.name), language=t.language)),
        element("description", *narrate(about, language=t.language), type="1"),
        record.remark(),
        element("participating-org", *narrate(who.name), ref=who.ref, type=who.kind, role=ACCOUNTABLE),
        element("activity-status", code=STATUSES["active" if is_open else "completed"]),
        element("activity-date", type=ACTUAL_START if first <= view.as_of else PLANNED_START, iso_date=first.isoformat()),
        *countries(record.projects, record),
        *sectors(record.projects, record),
        *(element("related-activity", ref=identifier(who.ref, row.project_id), type="2") for row in record.projects),
        *of_programme(view, narrate),
        hierarchy=1,
    )  # fmt: skip

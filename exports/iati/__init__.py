"""The programme in the IATI standard 2.03: one activity a project, and the programme with its results. docs/iati.md says what becomes what."""

from lxml import etree

from charts.exhibit import View
from exports.iati.checks import faults
from exports.iati.elements import element
from exports.iati.missing import check
from exports.iati.programme import has_programme, programme
from exports.iati.projects import project
from exports.iati.record import record
from loaders import SourceError

VERSION = "2.03"


def iati_file(view: View) -> bytes:
    """The XML of all projects in sight, checked against the standard.

    Raises SourceError where the workbook lacks something that the standard asks for, and says all of it.
    """
    check(view)
    own, is_whole = record(view), has_programme(view)
    activities = [project(row, own, is_part_of_programme=is_whole) for row in own.projects]
    file = element("iati-activities", programme(own) if is_whole else None, *activities, version=VERSION)
    etree.indent(file)
    # Its lines are those that a fault names.
    written: bytes = etree.tostring(file, xml_declaration=True, encoding="UTF-8") + b"\n"
    if found := faults(etree.fromstring(written, etree.XMLParser(huge_tree=True, no_network=True)), view.as_of):
        raise SourceError("{sentence}", sentence=view.t("The standard refuses the file made of this workbook: {faults}.", faults="; ".join(found[:3])))
    return written

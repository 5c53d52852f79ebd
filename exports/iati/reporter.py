"""Who reports, and what all activities of a file have in common: the identifier and the language."""

from dataclasses import dataclass

from lxml import etree

from charts.exhibit import View
from exports.iati.elements import LANG, Narrator, element, identifier
from loaders.tables.settings import VALUES
from loaders.values.columns import typed

# What is no project of anybody's: all of them together.
PROGRAMME = "programme"


@dataclass(frozen=True)
class Reporter:
    """The reporting organisation, as the settings name it; `language` is the one that the workbook is written in."""

    ref: str
    kind: str
    name: str
    language: str

    @property
    def narrate(self) -> Narrator:
        """Puts the workbook's texts into narratives."""
        return Narrator(self.language)

    def is_named(self, name: object) -> bool:
        """Whether an organisation of the workbook is this one."""
        return str(name).casefold() == self.name.casefold()

    def activity(self, own: str, *children: etree._Element | None, hierarchy: int | None) -> etree._Element:
        """An activity of its own identifier, with the children that come after who reports it."""
        organisation = element("reporting-org", *self.narrate(self.name), ref=self.ref, type=self.kind)
        made = element("iati-activity", element("iati-identifier", text=identifier(self.ref, own)), organisation, *children, hierarchy=hierarchy)
        made.set(LANG, self.language)
        return made


def reporter(view: View) -> Reporter:
    """The reporting organisation of a view whose settings have been checked."""
    said = {key: view.whole.setting(key) or "" for key in ("iati_organisation_id", "iati_organisation_type", "organisation", "languages")}
    languages = typed(VALUES["languages"], [said["languages"]]).values["value"].iloc[0]
    return Reporter(said["iati_organisation_id"].strip(), said["iati_organisation_type"].strip(), said["organisation"], languages[0])


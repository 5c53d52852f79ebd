"""Elements of IATI: built from attributes and children, their text as XML can hold it and in the language it is in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from exports.letters import without

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# These part the identifiers of IATI in the addresses of others.
PARTING = re.compile(r"[/&|?\s]")


def writable(text: object) -> str:
    """A text without the control characters that XML cannot hold."""
    return without(str(text)).strip()


def element(tag: str, *children: etree._Element | None, text: str | None = None, **attributes: object) -> etree._Element:
    """An element; an attribute or a child that is None is left out, and "_" in an attribute's name is a hyphen."""
    made = etree.Element(tag, {name.replace("_", "-"): writable(value) for name, value in attributes.items() if value is not None})
    made.text = None if text is None else writable(text)
    made.extend(child for child in children if child is not None)
    return made


@dataclass(frozen=True)
class Narrator:
    """Puts texts into narratives: those of the workbook are in the file's own language, `own`, others say theirs."""

    own: str

    def __call__(self, *texts: object, language: str | None = None) -> list[etree._Element]:
        """A narrative for each text that says anything."""
        return [self._one(said, language or self.own) for said in map(writable, texts) if said]

    def both(self, own: str, added: str, *, language: str) -> list[etree._Element]:
        """A text of the workbook and one added to it: one narrative where both are in one language."""
        joined = " ".join(filter(None, [own, added]))
        return self(joined) if language == self.own else [*self(own), *self(added, language=language)]

    def within(self, tag: str, text: object, *, language: str | None = None) -> etree._Element | None:
        """An element around one narrative; None where the text says nothing."""
        narratives = [] if text is None else self(text, language=language)
        return element(tag, *narratives) if narratives else None

    def _one(self, text: str, language: str) -> etree._Element:
        made = element("narrative", text=text)
        if language not in (self.own, "und"):
            made.set(LANG, language)
        return made


def identifier(organisation_id: str, own: str) -> str:
    """An activity's identifier: its own behind the organisation's, unless it has that before it already."""
    if own.startswith(f"{organisation_id}-"):
        return own
    return f"{organisation_id}-{PARTING.sub('-', writable(own))}"


def shares(weights: Iterable[float]) -> list[str]:
    """Percentages with two decimals that add up to 100, each in proportion to its weight."""
    given = list(weights)
    exact = [10_000 * weight / sum(given) for weight in given]
    rounded = [int(share) for share in exact]
    # What was cut off goes to those that lost most by it.
    behind = sorted(range(len(given)), key=lambda place: rounded[place] - exact[place])
    for place in behind[: 10_000 - sum(rounded)]:
        rounded[place] += 1
    return [f"{share // 100}.{share % 100:02d}" for share in rounded]

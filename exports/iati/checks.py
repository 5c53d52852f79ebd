"""Whether a file is IATI: its published schema, its published rules, and what its guidance asks beside them."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

FOLDER = Path(__file__).parent / "schema"
SCHEMA, RULES = FOLDER / "iati-activities-schema.xsd", FOLDER / "iati-ruleset.json"
Case = dict[str, Any]


def faults(file: etree._Element, as_of: date) -> list[str]:
    """What is wrong with a file, one line each; nothing may have happened after the day `as_of`."""
    schema = _schema()
    broken = [] if schema.validate(file) else [f"line {error.line}: {error.message}" for error in schema.error_log]
    return [*broken, *_by_rules(file, as_of), *_beside(file)]


@cache
def _schema() -> etree.XMLSchema:
    # What it imports stands beside it: nobody is asked for it.
    return etree.XMLSchema(etree.parse(SCHEMA, etree.XMLParser(no_network=True, resolve_entities=False)))


def _by_rules(file: etree._Element, as_of: date) -> Iterator[str]:
    for context, rules in json.loads(RULES.read_text(encoding="utf-8")).items():
        for found in file.xpath(context):
            for name, rule in rules.items():
                for case in rule["cases"]:
                    if not KEPT[name](found, case, as_of):
                        yield f"{_called(found)}: {name} {json.dumps(case)}"


def _called(found: etree._Element) -> str:
    own = found.xpath("string(ancestor-or-self::iati-activity/iati-identifier)")
    return f"{own}, {found.tag}"


def _values(found: etree._Element, case: Case) -> list[str]:
    values = [value for path in case["paths"] for value in found.xpath(path)]
    return [value if isinstance(value, str) else "".join(value.itertext()) for value in values]


def _in_order(found: etree._Element, case: Case, as_of: date) -> bool:
    days = [as_of.isoformat() if case[side] == "NOW" else found.xpath(f"string({case[side]})") for side in ("less", "more")]
    return not all(days) or days[0] <= days[1]


def _adds_up(found: etree._Element, case: Case, as_of: date) -> bool:
    values = _values(found, case)
    return not values or sum(map(Decimal, values)) == case["sum"]


# The rules by the names that the ruleset gives them.
KEPT: dict[str, Callable[[etree._Element, Case, date], bool]] = {
    "atleast_one": lambda found, case, _: bool(_values(found, case)),
    "no_more_than_one": lambda found, case, _: len(_values(found, case)) <= 1,
    "regex_matches": lambda found, case, _: all(re.fullmatch(case["regex"], value) for value in _values(found, case)),
    "date_order": _in_order,
    "sum": _adds_up,
}


def _beside(file: etree._Element) -> Iterator[str]:
    """What the standard says in words: identifiers of one's own, used once; shares that add up; no narrative without words."""
    seen: set[str] = set()
    for activity in file.iter("iati-activity"):
        own, reporter = activity.findtext("iati-identifier"), activity.find("reporting-org").get("ref")
        if own in seen:
            yield f"{own}: two activities have this identifier"
        if not own.startswith(f"{reporter}-"):
            yield f"{own}: does not begin with {reporter}-"
        seen.add(own)
        for vocabulary in sorted({sector.get("vocabulary") for sector in activity.iter("sector")}):
            if sum(Decimal(sector.get("percentage")) for sector in activity.iter("sector") if sector.get("vocabulary") == vocabulary) != 100:
                yield f"{own}: the sectors of vocabulary {vocabulary} are not 100 percent"
        if not (activity.findall("recipient-country") or activity.findall("recipient-region")):
            yield f"{own}: names no country"
        if any(not (narrative.text or "").strip() for narrative in activity.iter("narrative")):
            yield f"{own}: a narrative without words"

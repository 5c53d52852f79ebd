"""Every export of every part of the data: none holds a word or an identifier of a row outside of it."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest

from charts import EXHIBITS
from charts.exhibit import View
from exports.asked import Asked, cutting
from exports.decks import FIGURES, Deck, Item
from exports.iati import iati_file
from exports.site import page_file, site_files
from exports.slides import deck_file
from exports.tables import tables_file
from exports.workbook import workbook_file
from loaders import Dataset, Scope, load
from loaders.tables import TABLES
from loaders.template import workbook
from locales import words
from tests.exports.inside import texts
from tests.fixtures import spoilt

# What is declared for the whole programme, and is in every part of it.
OF_ALL = ("settings", "indicators", "targets", "measurements")
SCOPES = {
    "projects": Scope(project_ids=("coop-schools", "summer-coops")), "theme": Scope(theme_ids=("health",)), "city": Scope(city_ids=("dakar",)),
    "period": Scope(start=date(2020, 1, 1), end=date(2020, 6, 30)),
}  # fmt: skip


def every_figure() -> Deck:
    """A deck of all that can be shown."""
    return Deck("All", tuple(map(Item, (*FIGURES, *(key for key in EXHIBITS if not key.startswith("quality."))))))


def _site(asked: Asked) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in site_files(asked).items():
            archive.writestr(name, content)
    return packed.getvalue()


EXPORTS: dict[str, Callable[[Asked], bytes]] = {
    "slides": lambda asked: deck_file(every_figure(), asked), "workbook": workbook_file, "tables": lambda asked: tables_file(asked.view),
    "iati": lambda asked: iati_file(asked.view), "page": page_file, "site": _site,
}  # fmt: skip


def _sign(table: str, place: int) -> str:
    """A word that stands in one row alone, and that nothing would break in two."""
    return f"qz{table[:4]}{place}zq"


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The invented programme with a word of its own in each row, and what IATI asks for."""
    folder, found = tmp_path_factory.mktemp("signed"), spoilt.rows(_sign)
    found["settings"] += [{"key": "iati_organisation_id", "value": "CA-CRA_ACR-1234567"}, {"key": "iati_organisation_type", "value": "22"}]
    for project in found["projects"]:
        project["currency"] = "CAD"
    (folder / "programme.xlsx").write_bytes(workbook(found))
    return load(folder).within(Scope())


@pytest.fixture(scope="module")
def asked() -> Callable[..., Asked]:
    """Asks for a part in a language: `asked(part, "fr", whole=…)`; what was computed of a part is kept, as on a page."""
    cut, kept = cutting(), {}

    def ask(part: Dataset, language: str, whole: Dataset | None = None) -> Asked:
        return Asked(View(part, whole or part, part.as_of(date(2026, 1, 15)), words(language), cut=cut, kept=kept))

    return ask


def outside(whole: Dataset, part: Dataset) -> set[str]:
    """The words of the rows that are not in a part, and the identifiers that no row in it names.

    But for the themes and places that an indicator, which is the whole programme's, says it counts.
    """
    counted = {*whole.indicators["theme_id"].dropna(), *whole.indicators["city_id"].dropna()}
    signs, ids, inside = set(), set(), set(re.findall(r"[\w-]+", " ".join(part.tables[name].to_csv() for name in TABLES)))
    for name, table in TABLES.items():
        gone = whole.tables[name].drop(part.tables[name].index)
        gone = gone[~gone[table.key[0]].isin(counted)] if name in ("themes", "cities") else gone
        # The spreadsheet's first row of data is its second.
        signs |= {_sign(name, row - 1) for row in gone["source_row"]} if name not in OF_ALL else set()
        ids |= {str(one) for key in table.key if key in gone and name not in OF_ALL for one in gone[key]}
    return signs | {one for one in ids - inside if len(one) > 3}


def told(hidden: set[str], said: str) -> set[str]:
    """What of the hidden words a text says."""
    return hidden & set(re.findall(r"[\w-]+", said))


# The exports of one part stand side by side: what was computed for one is kept for the next.
@pytest.mark.parametrize(("name", "export"), [(name, export) for name in SCOPES for export in EXPORTS if export != "site" or name == "projects"])
def test_nothing_outside_a_scope_is_in_an_export_of_it(signed: Dataset, asked: Callable[..., Asked], export: str, name: str):
    part = signed.within(SCOPES[name])
    hidden = outside(signed, part)
    assert len(hidden) > 100, "a part that leaves out much"
    said = texts(EXPORTS[export](asked(part, "fr" if name in ("theme", "period") else "en")))
    kept = {_sign("projects", row - 1) for row in part.projects["source_row"]}
    assert any(sign in said for sign in kept), "it says something of what is in it"
    assert told(hidden, said) == set()


@pytest.mark.parametrize("export", [name for name in EXPORTS if name != "site"])
def test_nothing_that_filters_leave_out_is_in_an_export_of_them(signed: Dataset, asked: Callable[..., Asked], export: str):
    part = signed.within(SCOPES["projects"])
    said = texts(EXPORTS[export](asked(part, "en", whole=signed)))
    assert told(outside(signed, part), said) == set()


@pytest.mark.parametrize("export", EXPORTS)
def test_every_export_says_its_edition_language_and_filters(signed: Dataset, asked: Callable[..., Asked], export: str):
    view = replace(asked(signed.within(SCOPES["projects"]), "fr").view, edition="Conseil de juin")
    said = texts(EXPORTS[export](Asked(view)))
    assert "Conseil de juin" in said
    assert "30 septembre 2021" in said or "2021-09-30" in said


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Data whose every text is a formula, a script's end, an order to the printer, or far too long."""
    folder = tmp_path_factory.mktemp("hostile")
    found = spoilt.rows("</script><script>alert(1)</script> ]]> --> &amp; \u202eevil\u202c 😀 서울 café _x0007_ _x0000_", before="=")
    found["events"][0]["title"] = "=" + "long " * 8_000
    spoilt.folder_of(folder, found, long="events", longest=60_000)
    return load(folder).within(Scope())


@pytest.mark.parametrize("export", [name for name in EXPORTS if name != "iati"])
def test_a_hostile_workbook_is_exported_as_typed(hostile: Dataset, asked: Callable[..., Asked], export: str):
    assert hostile.events["title"].str.len().max() == 40_000
    said = texts(EXPORTS[export](asked(hostile, "en")))
    assert "<script>alert" in said and "😀" in said and "서울" in said and "café" in said
    # Parquet alone has every text exactly as it was read.
    assert export == "tables" or ("\x07" not in said and "\x00" not in said)

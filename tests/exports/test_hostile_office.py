"""LibreOffice opens what is made of a hostile workbook, and shows its Hangul and its accents in letters that it has."""

import shutil
from io import BytesIO

import pytest
from pypdf import PdfReader

from exports.asked import Asked
from exports.decks import Deck, Item
from exports.slides import deck_file
from exports.workbook import workbook_file
from loaders import Dataset, Scope, load
from loaders.template import workbook
from tests.exports.office import converted, needs_office
from tests.fixtures import spoilt

PAYLOAD = "</script> ]]> &amp; \u202eevil\u202c 😀 서울 café _x0007_"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """A part of the invented programme, every text of it a formula with words to stumble over."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "programme.xlsx").write_bytes(workbook(spoilt.rows(PAYLOAD, before="=")))
    return load(folder).within(Scope(project_ids=("coop-schools",)))


@needs_office
@pytest.mark.parametrize("name", ["deck.pptx", "figures.xlsx"])
def test_what_is_made_of_a_hostile_workbook_is_opened_and_shown(hostile: Dataset, view_of, name: str, tmp_path):
    asked = Asked(view_of(hostile))
    deck = Deck("서울 café", (Item("timeline.by_project"), Item("themes.by_kind"), Item("publications.texts")))
    content = deck_file(deck, asked) if name == "deck.pptx" else workbook_file(asked)
    pages = PdfReader(BytesIO(converted(content, name, "pdf", tmp_path))).pages
    said = "".join(page.extract_text() for page in pages)
    assert len(pages) >= 4 and "서울" in said and "café" in said and "\x07" not in said
    if shutil.which("fc-list"):
        fonts = {str(font["/BaseFont"]) for page in pages for font in (one.get_object() for one in page["/Resources"].get("/Font", {}).values())}
        assert any("CJK" in font or "KR" in font or "Gothic" in font for font in fonts), fonts

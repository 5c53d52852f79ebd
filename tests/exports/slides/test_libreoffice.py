"""Another program opens every deck, shows every slide and every title."""

import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.exports.slides.conftest import DECKS

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (libreoffice-impress-nogui) is not installed")
def test_libreoffice_shows_every_slide_of_every_deck_with_its_title(made, tmp_path: Path):
    files = {name: tmp_path / f"{name.replace(' ', '-')}.pptx" for name in DECKS}
    for name, path in files.items():
        path.write_bytes(made(name).bytes)
    subprocess.run(
        [str(OFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, files.values())],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    for name, path in files.items():
        pages, slides = PdfReader(path.with_suffix(".pdf")).pages, made(name).file.slides
        assert len(pages) == len(slides), name
        for page, slide in zip(pages, slides, strict=True):
            assert plain(slide.shapes.title.text_frame.text) in plain(page.extract_text()), name


def plain(text: str) -> str:
    """The letters alone: a page breaks lines where it will."""
    return "".join(letter for letter in text if letter.isalnum())

"""The pages on paper: the single page, printed by a Chromium that this machine has."""

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from exports.asked import Asked
from exports.site import page_file
from loaders import SourceError
from locales import N_

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
PATIENCE_S = 120


def pdf_file(asked: Asked) -> bytes:
    """The single page as an A4 PDF in the language of the view. Raises SourceError where no Chromium is found, or it does not print."""
    browser = found()
    if browser is None:
        raise SourceError(N_("no Chromium or Chrome is found on this machine: install one, or write the page and print it from your browser"))
    with TemporaryDirectory(prefix="pdf-", ignore_cleanup_errors=True) as folder:
        page, out = Path(folder) / "page.html", Path(folder) / "page.pdf"
        page.write_bytes(page_file(asked))
        command = [
            # As root, Chromium refuses to run in its sandbox; the page is ours, and asks nobody for anything.
            browser, "--headless", *(["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []), "--disable-gpu", "--no-first-run",
            "--disable-background-networking", f"--user-data-dir={folder}/profile", "--no-pdf-header-footer", "--generate-pdf-document-outline", f"--print-to-pdf={out}", page.as_uri(),
        ]  # fmt: skip
        try:
            subprocess.run(command, check=True, timeout=PATIENCE_S, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            return out.read_bytes()
        except (OSError, subprocess.SubprocessError):
            raise SourceError(N_("{browser} was found but did not print the page: write the page and print it from your browser"), browser=browser) from None


def found() -> str | None:
    """A Chromium of this machine; None where there is none."""
    return next(filter(None, map(shutil.which, BROWSERS)), None) or (str(MAC) if MAC.is_file() else None)

"""LibreOffice, where it is installed: what it makes of a file."""

import shutil
import subprocess
from pathlib import Path

import pytest

OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed: apt-get install libreoffice-calc-nogui libreoffice-impress-nogui")


def converted(content: bytes, name: str, to: str, folder: Path) -> bytes:
    """The file of that name as LibreOffice saves it in another format; it has a profile of its own in the folder."""
    (folder / name).write_bytes(content)
    out = folder / "converted"
    # A converter's name may hold options: "csv:Text:…".
    subprocess.run(
        [OFFICE or "", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", to, "--outdir", str(out), str(folder / name)],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    return (out / f"{Path(name).stem}.{to.split(':')[0]}").read_bytes()

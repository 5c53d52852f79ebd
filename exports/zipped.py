"""Files in a zip: the same files make the same bytes."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

# A zip's own earliest day.
STAMP = (1980, 1, 1, 0, 0, 0)
READABLE = 0o644 << 16


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files as one zip, by their names in it."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for name, file in files.items():
            entry = zipfile.ZipInfo(name, STAMP)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, READABLE
            packed.writestr(entry, file)
    return content.getvalue()

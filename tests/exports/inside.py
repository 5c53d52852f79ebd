"""All that a file says: every text in it, whatever it is packed in."""

import io
import re
import zipfile
from html import unescape

import pyarrow.parquet as parquet

ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


def texts(content: bytes) -> str:
    """Everything that can be read in a file: parts of archives, one within the other, with entities and escapes resolved."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(f"{name}\n{texts(archive.read(name))}" for name in archive.namelist())
    if content[:4] == b"wOF2":
        return ""
    if content[:4] == b"PAR1":
        return parquet.read_table(io.BytesIO(content)).to_pandas().to_csv()
    raw = content.decode("utf-8", errors="replace")
    return unescape(ESCAPED.sub(lambda found: chr(int(found[1], 16)), raw))

"""A look at a file's bytes before anything opens it: what it is, and what its archive would unpack to."""

import re
import struct
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import Literal
from zipfile import BadZipFile, ZipFile, ZipInfo

from loaders.files.compound import has_loops
from loaders.files.limits import Limits
from loaders.problems import SourceError
from locales import N_

Kind = Literal["zip", "xls", "text"]

MEGABYTE = 1_000_000
STORED, DEFLATED = 0, 8
PASSWORD = N_("is protected by a password: open it, save a copy without one, and use the copy")
DAMAGED = N_("is damaged or was not copied whole: copy it again, or open it in your spreadsheet program and save it anew as .xlsx")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"BZh", b"\xfd7zXZ\x00")
# Pictures that Office itself packs; nothing here opens them.
_PACKED_PICTURES = (".emz", ".wmz", ".svgz")
_STRANGERS = {
    N_("seems to be a PDF document, not a spreadsheet: open it with the program it came from and save it as .xlsx or .csv"): (b"%PDF",),
    N_("seems to be a picture, not a spreadsheet: open it with the program it came from and save it as .xlsx or .csv"): (b"\x89PNG", b"\xff\xd8\xff", b"GIF8"),
    N_("seems to be a text document, not a spreadsheet: open it with the program it came from and save it as .xlsx or .csv"): (b"{\\rtf",),
    N_("seems to be a packed archive, not a spreadsheet: open it with the program it came from and save it as .xlsx or .csv"): (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ"),
    N_("seems to be an Excel file from before 1997, not a spreadsheet: open it with the program it came from and save it as .xlsx or .csv"): (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08"),
}
_WEB = re.compile(rb"\s*+(?:(?><!--.*?-->)\s*+|<\?xml[^>]*+(?<=\?)>\s*+)*+<(?:!doctype\s+html|html|head|body|table|meta|div|script|style)\b", re.IGNORECASE | re.DOTALL)
_MANIFEST = "META-INF/manifest.xml"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_PACKED = {
    "xl/workbook.bin": N_("is a binary workbook (.xlsb), not a spreadsheet that can be read: save its table as .xlsx"),
    "word/": N_("is a text document, not a spreadsheet that can be read: save its table as .xlsx"),
    "ppt/": N_("is a slide show, not a spreadsheet that can be read: save its table as .xlsx"),
    "Index/": N_("is a document of Numbers or Pages, not a spreadsheet that can be read: save its table as .xlsx"),
    "content.xml": N_("is an OpenDocument text or drawing, not a spreadsheet that can be read: save its table as .xlsx"),
}
# An old workbook begins with a record that says so, in 8 or 16 bytes; the record of a password comes first of the others.
_XLS_PASSWORD = re.compile(rb"\x09\x08(?:\x10\0.{16}|\x08\0.{8})(?:\x86\0\0\0)?\x2f\0", re.DOTALL)
# What may stand before the root of a part, as all spreadsheet programs write it.
_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?\s*+(?:<\?xml\s[^>]*>\s*+)?(?:<\?mso-[^>]*>\s*+)*+<[A-Za-z_]")
_ENCODING = re.compile(rb"(?:\xef\xbb\xbf)?\s*+<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-?8[\"']|us-ascii[\"'])", re.IGNORECASE)
_DTD = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def kind(content: bytes) -> Kind:
    """What a file is, from its bytes: a zip archive, an old Excel file, or text.

    Raises SourceError with what it seems to be where it is nothing that holds a table.
    """
    blank = b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"
    if not content[:4096].strip(blank) and not content.strip(blank):
        raise SourceError(N_("is empty: save it again from the spreadsheet program, or remove it"))
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if content.startswith(_OLE):
        return _of_ole(content)
    for sentence, marks in _STRANGERS.items():
        if content.startswith(marks):
            raise SourceError(sentence)
    head = content[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        raise SourceError(N_("is an XML spreadsheet of 2003: open it in Excel and save it as .xlsx"))
    if _WEB.match(head):
        raise SourceError(N_("is a web page, not a spreadsheet: open it in Excel or LibreOffice and save it as .xlsx"))
    if head.lstrip().startswith(b"<?xml"):
        raise SourceError(N_("is an XML file, not a spreadsheet: save the list as .xlsx or .csv"))
    return "text"


def _of_ole(content: bytes) -> Kind:
    named = {name for name in ("EncryptedPackage", "Workbook", "Book", "WordDocument", "PowerPoint Document") if name.encode("utf-16-le") in content}
    if "EncryptedPackage" in named or _XLS_PASSWORD.search(content):
        raise SourceError(PASSWORD)
    if named & {"WordDocument", "PowerPoint Document"} and not named & {"Workbook", "Book"}:
        raise SourceError(N_("is a text document or a slide show, not a spreadsheet: save its table as .xlsx"))
    if not named:
        raise SourceError(N_("is no spreadsheet that can be read: open it in your spreadsheet program and save it anew as .xlsx"))
    if has_loops(content):
        raise SourceError(DAMAGED)
    return "xls"


def directory(content: bytes, limits: Limits) -> list[ZipInfo]:
    """What a zip archive says that it holds. Raises SourceError where that is torn, encrypted or too much to unpack."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
    except (BadZipFile, NotImplementedError, ValueError, OSError, struct.error):
        raise SourceError(DAMAGED) from None
    _check_directory(entries, len(content), limits)
    return entries


def unpacked(content: bytes, limits: Limits) -> dict[str, bytes]:
    """The parts of a zip archive by name, each of the size that its directory declares.

    Raises SourceError where the archive is torn, encrypted, too much to unpack, or made to harm.
    """
    parts, left = {}, int(limits.unpacked_mb * MEGABYTE)
    for entry in directory(content, limits):
        if entry.is_dir():
            continue
        parts[entry.filename] = part = _inflated(content, entry, left)
        left -= len(part)
    if b"encryption-data" in parts.get(_MANIFEST, b""):
        raise SourceError(PASSWORD)
    for name, part in parts.items():
        _check_part(name, part)
    return parts


def is_ods(parts: Mapping[str, bytes]) -> bool:
    """Whether the parts are those of an OpenDocument spreadsheet."""
    return "content.xml" in parts and parts.get("mimetype", b"").startswith(_ODS)


def stranger(parts: Mapping[str, bytes]) -> str:
    """The sentence for an archive that is no spreadsheet: what it seems to be, and what to do."""
    for start, sentence in _PACKED.items():
        if any(name.startswith(start) for name in parts):
            return sentence
    return N_("is a zip archive but no spreadsheet: unpack it, and use the spreadsheet that it holds")


def _check_directory(entries: list[ZipInfo], packed: int, limits: Limits) -> None:
    if len(entries) > limits.entries:
        raise SourceError(
            N_("holds {count} parts, more than the {most} that are opened: copy its sheets into a new workbook"),
            count=f"{len(entries):,}", most=f"{limits.entries:,}",
        )  # fmt: skip
    names = [entry.filename for entry in entries]
    # Some readers look names up in capitals or not, some take the last of two, some the first.
    if len({name.casefold().replace("\\", "/") for name in names}) < len(names):
        raise SourceError(N_("holds two parts of one name, as no spreadsheet program writes them: open it in your spreadsheet program and save it anew as .xlsx"))
    if any(name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or name[1:2] == ":" for name in names):
        raise SourceError(N_("holds parts that point outside of it, as no spreadsheet program writes them: open it in your spreadsheet program and save it anew as .xlsx"))
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise SourceError(PASSWORD)
    _check_size(sum(entry.file_size for entry in entries), packed, limits)


def _check_size(size: int, packed: int, limits: Limits) -> None:
    if size > limits.unpacked_mb * MEGABYTE:
        raise SourceError(
            N_("unpacks to {size} MB, more than the {most} MB that are read: keep fewer sheets in one file"),
            size=f"{size / MEGABYTE:,.0f}", most=f"{limits.unpacked_mb:,.0f}",
        )  # fmt: skip
    # What is no larger than a file may be harms nobody, however well it packs.
    if size > max(limits.file_mb * MEGABYTE, packed * limits.ratio):
        raise SourceError(N_("unpacks to {times} times its size, as no list does: copy its sheets into a new workbook"), times=f"{size / packed:,.0f}")


def _inflated(content: bytes, entry: ZipInfo, left: int) -> bytes:
    """The part's bytes. Raises SourceError where more or less comes out than the directory says."""
    at = entry.header_offset
    start = at + 30 + int.from_bytes(content[at + 26 : at + 28], "little") + int.from_bytes(content[at + 28 : at + 30], "little")
    raw = memoryview(content)[start : start + entry.compress_size]
    if content[at : at + 4] != b"PK\x03\x04" or len(raw) != entry.compress_size or entry.compress_type not in (STORED, DEFLATED):
        raise SourceError(DAMAGED)
    if entry.compress_type == STORED:
        part, is_whole = bytes(raw), True
    else:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            part = inflater.decompress(raw, min(entry.file_size, left) + 1)
        except zlib.error as reason:
            if "Error -4 " in str(reason):
                raise MemoryError from None
            raise SourceError(DAMAGED) from None
        is_whole = inflater.eof
    if len(part) > entry.file_size:
        raise SourceError(N_("unpacks to more than it says, as no spreadsheet program writes it: open it in your spreadsheet program and save it anew as .xlsx"))
    if len(part) < entry.file_size or not is_whole:
        raise SourceError(DAMAGED)
    return part


def _check_part(name: str, part: bytes) -> None:
    if part.startswith(_ARCHIVES) and not name.lower().endswith(_PACKED_PICTURES):
        raise SourceError(N_("holds another archive inside: take the embedded file out, or copy the sheets into a new workbook"))
    if name.lower().endswith((".xml", ".rels", ".vml", ".rdf")) and not name.startswith("customXml/"):
        _check_xml(part)


def _check_xml(part: bytes) -> None:
    """Raises SourceError for a part that defines entities, or hides in an encoding whether it does."""
    if _ENCODING.match(part) or b"\0" in part[:64] or part.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SourceError(N_("is not written in UTF-8, as every spreadsheet program writes it: open it in your spreadsheet program and save it anew as .xlsx"))
    # Beyond its first element no part can define anything; where something odd comes before, all is searched.
    if not _HEAD.match(part) and _DTD.search(part):
        raise SourceError(N_("defines abbreviations of its own (a DTD), as no spreadsheet program does: open it in your spreadsheet program and save it anew as .xlsx"))

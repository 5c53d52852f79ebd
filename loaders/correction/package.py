"""An OPC package, the zip that an .xlsx or .xlsm is: its parts byte for byte, but for those that are replaced."""

import posixpath
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from math import inf
from typing import Any, TypeAlias
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

Element: TypeAlias = Any  # lxml says nothing of its types
CONTENT_TYPES = "[Content_Types].xml"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"


@dataclass(frozen=True)
class Relation:
    """What one part says of another: an id, a kind (the last word of its type) and the other's name.

    `base` is what stands before the kind: it differs between the two spellings of the standard.
    """

    id: str
    kind: str
    target: str
    base: str = ""
    is_external: bool = False


def parsed(xml: bytes) -> Element:
    """The root of an XML part. No entity is resolved and nothing is fetched. Raises XMLSyntaxError."""
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def written(root: Element) -> bytes:
    """An XML part as bytes, with what stands around its root."""
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


def word(element: Element) -> str:
    """An element's name without its namespace; "" for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def place(parent: Element, new: Element, order: Sequence[str]) -> Element:
    """Put a new child where the schema's order wants it: after its like and all that go before."""
    rank = {name: number for number, name in enumerate(order)}
    own = rank[word(new)]
    index = 0
    for number, child in enumerate(parent):
        if rank.get(word(child), len(order)) <= own:
            index = number + 1
    parent.insert(index, new)
    return new


class Package:
    """The parts of a package by name, and what they say of each other.

    Raises BadZipFile where the bytes are none, or a part is broken or of more than `most` bytes; KeyError
    for a part that is not there.
    """

    def __init__(self, content: bytes, *, most: float = inf) -> None:
        self._zip = ZipFile(BytesIO(content))
        self._most = most
        # Part names are the same in any case, and some programs write them with "\\".
        self._entries = {_key(info.filename): info for info in self._zip.infolist() if not info.is_dir()}
        self._changed: dict[str, tuple[str, bytes | None]] = {}

    def __contains__(self, name: str) -> bool:
        key = _key(name)
        return self._changed[key][1] is not None if key in self._changed else key in self._entries

    def __iter__(self) -> Iterator[str]:
        names = {key: info.filename for key, info in self._entries.items()}
        names |= {key: name for key, (name, content) in self._changed.items() if content is not None}
        return iter(name for name in names.values() if name in self)

    def read(self, name: str) -> bytes:
        """The bytes of a part."""
        if name not in self:
            raise KeyError(name)
        changed = self._changed.get(_key(name), ("", None))[1]
        return self._unpacked(self._entries[_key(name)]) if changed is None else changed

    def _unpacked(self, entry: ZipInfo) -> bytes:
        if entry.file_size > self._most:
            raise BadZipFile("too large")
        try:
            return self._zip.read(entry)
        except (RuntimeError, NotImplementedError, EOFError, zlib.error) as reason:
            # It is encrypted, packed in a way of its own, or torn.
            raise BadZipFile(str(reason)) from reason

    def write(self, name: str, content: bytes) -> None:
        """Replace a part, or add one."""
        self._changed[_key(name)] = (name, content)

    def drop(self, name: str) -> None:
        """Take a part out, and what is said of it and by it alone."""
        for gone in (name, _relations_of(name)):
            self._changed[_key(gone)] = (gone, None)
        root = parsed(self.read(CONTENT_TYPES))
        for override in root.findall(f"{{{TYPES}}}Override"):
            if _key(override.get("PartName", "")) == _key(name):
                root.remove(override)
                self.write(CONTENT_TYPES, written(root))

    def spare(self, pattern: str) -> str:
        """The first name that no part has, of a pattern such as `xl/comments{}.xml`."""
        number = 1
        while pattern.format(number) in self:
            number += 1
        return pattern.format(number)

    def declare(self, content_type: str, *, part: str = "", extension: str = "") -> None:
        """Say what a part holds, or all parts whose name ends so."""
        root = parsed(self.read(CONTENT_TYPES))
        if part:
            etree.SubElement(root, f"{{{TYPES}}}Override", PartName=f"/{part}", ContentType=content_type)
        elif all(known.get("Extension", "").lower() != extension for known in root.findall(f"{{{TYPES}}}Default")):
            root.insert(0, etree.Element(f"{{{TYPES}}}Default", Extension=extension, ContentType=content_type))
        self.write(CONTENT_TYPES, written(root))

    def content_type(self, part: str) -> str:
        """What a part is said to hold; "" where nothing is said."""
        root = parsed(self.read(CONTENT_TYPES))
        for override in root.findall(f"{{{TYPES}}}Override"):
            if _key(override.get("PartName", "")) == _key(part):
                return override.get("ContentType", "")
        ending = part.rpartition(".")[2].lower()
        known = {default.get("Extension", "").lower(): default.get("ContentType", "") for default in root.findall(f"{{{TYPES}}}Default")}
        return known.get(ending, "")

    def relations(self, part: str = "") -> list[Relation]:
        """What a part says of others, and the package itself where no part is named."""
        name = _relations_of(part)
        if name not in self:
            return []
        return [_relation(element, part) for element in parsed(self.read(name)).findall(f"{{{RELATIONS}}}Relationship")]

    def relate(self, part: str, base: str, kind: str, target: str) -> str:
        """Say that a part goes with another; the id by which the part can name it."""
        name = _relations_of(part)
        if name in self:
            root = parsed(self.read(name))
        else:
            root = etree.Element(f"{{{RELATIONS}}}Relationships", nsmap={None: RELATIONS})
            self.declare(RELATIONS_TYPE, extension="rels")
        taken = {element.get("Id") for element in root}
        number = 1
        while f"rId{number}" in taken:
            number += 1
        etree.SubElement(root, f"{{{RELATIONS}}}Relationship", Id=f"rId{number}", Type=base + kind, Target="/" + target)
        self.write(name, written(root))
        return f"rId{number}"

    def unrelate(self, part: str, target: str) -> None:
        """Forget that a part goes with another."""
        root = parsed(self.read(_relations_of(part)))
        for element in root.findall(f"{{{RELATIONS}}}Relationship"):
            if _key(_relation(element, part).target) == _key(target):
                root.remove(element)
        self.write(_relations_of(part), written(root))
        if not len(root):
            self._changed[_key(_relations_of(part))] = (_relations_of(part), None)

    def content(self) -> bytes:
        """The package as bytes: what is not changed as it was, in the order that it had."""
        out = BytesIO()
        with ZipFile(out, "w", ZIP_DEFLATED) as archive:
            for key, info in self._entries.items():
                name, changed = self._changed.get(key, (info.filename, None))
                if key in self._changed and changed is None:
                    continue
                entry = ZipInfo(info.filename, info.date_time)
                entry.external_attr = info.external_attr
                entry.compress_type = ZIP_STORED if info.compress_type == ZIP_STORED else ZIP_DEFLATED
                archive.writestr(entry, self._unpacked(info) if changed is None else changed)
            for key, (name, changed) in self._changed.items():
                if key not in self._entries and changed is not None:
                    # No day of writing: the same problems make the same bytes.
                    archive.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), changed, ZIP_DEFLATED)
            archive.comment = self._zip.comment
        return out.getvalue()


def main_part(package: Package) -> Relation | None:
    """The package's workbook; None where it is another kind of package."""
    try:
        found = [relation for relation in package.relations() if relation.kind == "officeDocument"]
        return next((one for one in found if "spreadsheetml" in package.content_type(one.target) or one.target.endswith("workbook.xml")), None)
    except (KeyError, etree.XMLSyntaxError):
        return None


def opened(content: bytes, *, most: float = inf) -> Package | None:
    """The package of a workbook that is kept as XML, with no part of more than `most` bytes to be read; None for any other file."""
    try:
        package = Package(content, most=most)
        main = main_part(package)
    except (BadZipFile, ValueError):
        return None
    return package if main is not None and main.target.lower().endswith(".xml") else None


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", name + ".rels")


def _relation(element: Element, part: str) -> Relation:
    base, slash, kind = element.get("Type", "").rpartition("/")
    target, is_external = element.get("Target", ""), element.get("TargetMode") == "External"
    if not is_external:
        target = posixpath.normpath(posixpath.join("/" + posixpath.dirname(part), target)).lstrip("/")
    return Relation(element.get("Id", ""), kind, target, base + slash, is_external)

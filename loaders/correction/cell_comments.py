"""What is wrong with a cell, said in its comment: ours beside the keeper's own, and taken out again by its first line."""

import re
from collections.abc import Mapping, Sequence

from lxml import etree

from loaders.correction.marks import ORDER, Cell, address, cell_of
from loaders.correction.package import Element, Package, parsed, place, word, written

AUTHOR = "CITIES dashboard"
BULLET = "• "
# Ours: its first line and the bullets below it, with the blank line that parts it from the keeper's words.
OURS = re.compile(rf"(?:\n\n)?{AUTHOR}:(?:\n{BULLET}[^\n]*)+")
# Excel's own mark of a comment that stands for a thread: the thread is another part, and this its shadow.
THREAD = "tc="
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
LONGEST = 1000
SHAPE = re.compile(rb"<v:shape\b(?:(?!</v:shape>).)*</v:shape>\n?", re.DOTALL)
NEW_DRAWING = """<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">
<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{blocks}"/></o:shapelayout>
</xml>"""
SHAPE_TYPE = """<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>
"""
NEW_SHAPE = """<v:shape id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;margin-left:80pt;margin-top:2pt;width:288pt;height:{height}pt;z-index:{z};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{left}, 15, {top}, 2, {right}, 15, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>
"""
LAST_ROW, LAST_COLUMN = 1_048_575, 16_383


def body(sentences: Sequence[str]) -> str:
    """The words of our comment: one line for each sentence."""
    lines = [" ".join(sentence.split())[:LONGEST] for sentence in sentences]
    return f"{AUTHOR}:" + "".join(f"\n{BULLET}{line}" for line in lines)


def uncommented(package: Package, sheet: str, root: Element) -> bool:
    """Take our comments off a sheet, and the parts that only they needed; whether the sheet's XML changed."""
    name = _related(package, sheet, "comments")
    if not name or AUTHOR.encode() not in package.read(name):
        return False
    comments = parsed(package.read(name))
    emptied = {cell_of(comment.get("ref")) for comment in comments.iter("{*}comment") if _cleared(comment)}
    for comment in list(comments.iter("{*}comment")):
        if cell_of(comment.get("ref")) in emptied:
            comment.getparent().remove(comment)
    _forget_author(comments)
    package.write(name, written(comments))
    drawing = _drawing(package, sheet, root)
    if drawing:
        shapes = package.read(drawing)
        package.write(drawing, SHAPE.sub(lambda shape: b"" if _cell(shape[0]) in emptied else shape[0], shapes))
    if next(comments.iter("{*}comment"), None) is not None:
        return False
    package.drop(name)
    package.unrelate(sheet, name)
    if not drawing or SHAPE.search(package.read(drawing)) or b"<v:shape " in package.read(drawing):
        return False
    package.drop(drawing)
    package.unrelate(sheet, drawing)
    root.remove(next(root.iterchildren("{*}legacyDrawing")))
    return True


def commented(package: Package, sheet: str, root: Element, said: Mapping[Cell, str], base: str) -> bool:
    """Put our words on cells of a sheet, after the keeper's own where there are some; whether its XML changed.

    A thread is left alone: Excel shows what is in the thread, and only that.
    """
    name = _related(package, sheet, "comments")
    if name:
        comments = parsed(package.read(name))
    else:
        name = package.spare("xl/comments{}.xml")
        comments = _new_comments(etree.QName(root).namespace)
        package.declare(COMMENTS_TYPE, part=name)
        package.relate(sheet, base, "comments", name)
    known = {cell_of(comment.get("ref")): comment for comment in comments.iter("{*}comment")}
    authors = [author.text or "" for author in comments.iter("{*}author")]
    new = [cell for cell in sorted(said) if cell not in known]
    for cell in said.keys() & known.keys():
        if not authors[int(known[cell].get("authorId", "0"))].startswith(THREAD):
            _append(known[cell], "\n\n" + said[cell])
    if new:
        writer = str(_author(comments))
        listed = next(comments.iter("{*}commentList"))
        for cell in new:
            _add(listed, cell, said[cell], writer)
    package.write(name, written(comments))
    return bool(new) and _draw(package, sheet, root, {cell: said[cell] for cell in new}, base)


def _related(package: Package, sheet: str, kind: str) -> str:
    return next((relation.target for relation in package.relations(sheet) if relation.kind == kind), "")


def _drawing(package: Package, sheet: str, root: Element) -> str:
    """The part that draws a sheet's comments: the one that the sheet names, not that of its header's pictures."""
    named = next(root.iterchildren("{*}legacyDrawing"), None)
    wanted = None if named is None else next((value for key, value in named.attrib.items() if key.endswith("}id")), None)
    return next((relation.target for relation in package.relations(sheet) if relation.id == wanted), "")


def _cleared(comment: Element) -> bool:
    """Cut our words out of a comment; whether nothing else is in it."""
    parts = [part for part in comment.iter("{*}t") if word(part.getparent()) != "rPh"]
    whole = "".join(part.text or "" for part in parts)
    spans = [match.span() for match in OURS.finditer(whole)]
    if not spans:
        return False
    start = 0
    for part in parts:
        text = part.text or ""
        ours = {i for first, last in spans for i in range(max(first, start) - start, min(last, start + len(text)) - start)}
        if ours:
            part.text = "".join(letter for i, letter in enumerate(text) if i not in ours)
            if not part.text and word(part.getparent()) == "r":
                part.getparent().getparent().remove(part.getparent())
        start += len(text)
    return not OURS.sub("", whole).strip()


def _forget_author(comments: Element) -> None:
    authors = list(comments.iter("{*}author"))
    used = {comment.get("authorId", "0") for comment in comments.iter("{*}comment")}
    # Comments name their author by place, so only the last can go.
    if authors and authors[-1].text == AUTHOR and str(len(authors) - 1) not in used:
        authors[-1].getparent().remove(authors[-1])


def _new_comments(space: str) -> Element:
    root = etree.Element(f"{{{space}}}comments", nsmap={None: space})
    etree.SubElement(root, f"{{{space}}}authors")
    etree.SubElement(root, f"{{{space}}}commentList")
    return root


def _author(comments: Element) -> int:
    authors = next(comments.iter("{*}authors"))
    names = [author.text for author in authors]
    if AUTHOR not in names:
        etree.SubElement(authors, authors.tag.replace("authors", "author")).text = AUTHOR
        return len(names)
    return names.index(AUTHOR)


def _add(listed: Element, cell: Cell, words: str, author: str) -> None:
    space = f"{{{etree.QName(listed).namespace}}}"
    comment = etree.SubElement(listed, f"{space}comment", ref=address(cell), authorId=author)
    run = etree.SubElement(etree.SubElement(comment, f"{space}text"), f"{space}r")
    look = etree.SubElement(run, f"{space}rPr")
    etree.SubElement(look, f"{space}sz", val="9")
    etree.SubElement(look, f"{space}rFont", val="Tahoma")
    etree.SubElement(look, f"{space}family", val="2")
    _text(run, words)


def _append(comment: Element, words: str) -> None:
    text = next(comment.iterchildren("{*}text"))
    plain = next(text.iterchildren("{*}t"), None)
    if plain is not None:
        plain.text = (plain.text or "") + words
        plain.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return
    run = etree.Element(text.tag[: -len("text")] + "r")
    runs = list(text.iterchildren("{*}r"))
    text.insert(list(text).index(runs[-1]) + 1 if runs else 0, run)
    _text(run, words)


def _text(run: Element, words: str) -> None:
    part = etree.SubElement(run, run.tag[:-1] + "t")
    part.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    part.text = words


def _draw(package: Package, sheet: str, root: Element, said: Mapping[Cell, str], base: str) -> bool:
    """Draw boxes for new comments, in the sheet's drawing or in a new one; whether the sheet's XML changed.

    The drawing is edited as text: what Excel writes there is not always well-formed.
    """
    name = _drawing(package, sheet, root)
    is_new = not name
    if is_new:
        name = package.spare("xl/drawings/vmlDrawing{}.vml")
        blocks = ",".join(str(block) for block in range(1, 2 + len(said) // 1000))
        content = NEW_DRAWING.format(blocks=blocks).encode()
        package.declare(DRAWING_TYPE, extension="vml")
        identity = package.relate(sheet, base, "vmlDrawing", name)
        space = f"{{{base.rstrip('/')}}}id"
        link = etree.Element(f"{{{etree.QName(root).namespace}}}legacyDrawing", {space: identity}, nsmap={**root.nsmap, **_prefix(root, base)})
        place(root, link, ORDER)
    else:
        content = package.read(name)
    end = content.rindex(b"</xml")
    opening = b"" if b'id="_x0000_t202"' in content else SHAPE_TYPE.encode()
    first = 1 + max([1024, *(int(number) for number in re.findall(rb'"_x0000_s(\d+)"', content))])
    shapes = "".join(_shape(cell, words, first + i) for i, (cell, words) in enumerate(said.items()))
    package.write(name, content[:end] + opening + shapes.encode() + content[end:])
    return is_new


def _prefix(root: Element, base: str) -> dict[str | None, str]:
    space = base.rstrip("/")
    return {} if space in root.nsmap.values() else {"r": space}


def _shape(cell: Cell, words: str, identity: int) -> str:
    row, column = cell
    lines = sum(1 + len(line) // 52 for line in words.split("\n"))
    top, left = max(row - 1, 0), min(column + 1, LAST_COLUMN - 5)
    return NEW_SHAPE.format(
        id=identity, z=identity - 1024, height=15 * lines + 6, left=left, right=left + 5,
        top=top, bottom=min(top + lines + 1, LAST_ROW), row=row, column=column,
    )  # fmt: skip


def _cell(shape: bytes) -> Cell | None:
    """The cell that a drawn box is the comment of; None for another shape, such as a button."""
    row, column = re.search(rb"<x:Row>\s*(\d+)\s*</x:Row>", shape), re.search(rb"<x:Column>\s*(\d+)\s*</x:Column>", shape)
    return (int(row[1]), int(column[1])) if row and column and b'"Note"' in shape else None

"""The safe part of a note's Markdown: emphasis, lists, links to https and line breaks; all else is shown as typed."""

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ui.text import escaped

# Without images, HTML, headings, code, quotes, rules and references: their signs stay signs.
_RULES = ("image", "html_block", "html_inline", "heading", "lheading", "code", "fence", "backticks", "blockquote", "hr", "reference", "autolink", "entity")
_PARSER = MarkdownIt("commonmark", {"html": False}).disable(list(_RULES))
_MARKS = {"strong": "**", "em": "*"}
DEEPEST = 6


def safe_markdown(note: str) -> str:
    """Markdown that holds only what is allowed, for st.markdown."""
    return "\n".join(_blocks(_PARSER.parse(note))).strip()


def _blocks(tokens: Sequence[Token]) -> Iterator[str]:
    """The paragraphs and the items of lists, line by line."""
    lists: list[str] = []
    is_item_begun = False
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append("-" if token.type.startswith("bullet") else "1.")
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
            if not lists:
                yield ""
        elif token.type == "list_item_open":
            is_item_begun = True
        elif token.type == "inline":
            indent = "    " * max(0, min(len(lists), DEEPEST) - 1)
            begin = f"{lists[-1]} " if lists and is_item_begun else ""
            is_item_begun = False
            yield indent + begin + _inline(token.children or [])
            if not lists:
                yield ""


def _inline(tokens: Sequence[Token]) -> str:
    parts, links = [], []
    for token in tokens:
        kind = token.type.rpartition("_")[0]
        if kind in _MARKS:
            parts.append(_MARKS[kind])
        elif token.type == "link_open":
            address = str(token.attrGet("href") or "")
            links.append(address if address.startswith("https://") else "")
            parts.append("[" if links[-1] else "")
        elif token.type == "link_close":
            address = links.pop()
            # Nothing in it can end the link, or begin anything else.
            parts.append(f"](<{quote(address, safe=':/?&=%#,+;@~-._')}>)" if address else "")
        elif token.type in ("softbreak", "hardbreak"):
            parts.append("  \n")
        else:
            parts.append(escaped(token.content))
    return "".join(parts)

"""A note as Markdown that is safe to show: emphasis, lists, links to https, line breaks; all else as typed."""

from collections.abc import Sequence
from urllib.parse import quote

from markdown_it.token import Token

from exports.note_words import PARSER, blocks
from ui.text import escaped

_MARKS = {"strong": "**", "em": "*"}


def safe_markdown(note: str) -> str:
    """Markdown that holds only what is allowed, for st.markdown."""
    return "\n".join(blocks(PARSER.parse(note), _inline, ("-", "1."))).strip()


def _inline(tokens: Sequence[Token]) -> str:
    parts, links = [], []
    for token in tokens:
        kind = token.type.rpartition("_")[0]
        if kind in _MARKS:
            parts.append(_MARKS[kind])
        elif token.type == "link_open":
            links.append(str(token.attrGet("href") or ""))
            parts.append("[")
        elif token.type == "link_close":
            # Nothing in it can end the link, or begin anything else.
            parts.append(f"](<{quote(links.pop(), safe=':/?&=%#,+;@~-._')}>)")
        elif token.type in ("softbreak", "hardbreak"):
            parts.append("  \n")
        else:
            parts.append(escaped(token.content))
    return "".join(parts)

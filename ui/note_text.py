"""A note's words: the safe part of its Markdown (emphasis, lists, links to https, line breaks; all else as typed), and without any."""

from collections.abc import Callable, Iterator, Sequence
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ui.text import escaped

# Without images, HTML, headings, code, quotes, rules and references: their signs stay signs.
_RULES = ("image", "html_block", "html_inline", "heading", "lheading", "code", "fence", "backticks", "blockquote", "hr", "reference", "autolink", "entity")
_MARKS = {"strong": "**", "em": "*"}
DEEPEST = 6


class _Parser(MarkdownIt):
    """Takes only an address of https for a link; every other stays the signs that were typed."""

    def validateLink(self, url: str) -> bool:  # noqa: N802, the parser's own name
        return url.lower().startswith("https://")


_PARSER = _Parser("commonmark", {"html": False}).disable(list(_RULES))


def safe_markdown(note: str) -> str:
    """Markdown that holds only what is allowed, for st.markdown."""
    return "\n".join(_blocks(_PARSER.parse(note), _inline, ("-", "1."))).strip()


def plain_words(note: str) -> str:
    """The note without marks, for a picture and a table: items on lines of their own, addresses written out."""
    return "\n".join(line for line in _blocks(_PARSER.parse(note), _words, ("•", "•")) if line)


def _blocks(tokens: Sequence[Token], inline: Callable[[Sequence[Token]], str], signs: tuple[str, str]) -> Iterator[str]:
    """The paragraphs and the items of lists, line by line; `signs` begin an item of a bulleted and of a numbered list."""
    lists: list[str] = []
    is_item_begun = False
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(signs[0] if token.type.startswith("bullet") else signs[1])
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
            yield indent + begin + inline(token.children or [])
            if not lists:
                yield ""


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


def _words(tokens: Sequence[Token]) -> str:
    parts, links = [], []
    for token in tokens:
        if token.type == "link_open":
            links.append(str(token.attrGet("href") or ""))
        elif token.type == "link_close":
            parts.append(f" ({links.pop()})")
        elif token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        else:
            parts.append(token.content)
    return "".join(parts)

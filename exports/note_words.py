"""A note's words without Markdown, and the parser that takes its safe part apart."""

from collections.abc import Callable, Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

# Without images, HTML, headings, code, quotes, rules and references: their signs stay signs.
_RULES = ("image", "html_block", "html_inline", "heading", "lheading", "code", "fence", "backticks", "blockquote", "hr", "reference", "autolink", "entity")
DEEPEST = 6


class _Parser(MarkdownIt):
    """Takes only an address of https for a link; every other stays the signs that were typed."""

    def validateLink(self, url: str) -> bool:  # noqa: N802, the parser's own name
        return url.lower().startswith("https://")


PARSER = _Parser("commonmark", {"html": False}).disable(list(_RULES))


def plain_words(note: str) -> str:
    """The note without marks, for a picture and a table: items on lines of their own, addresses written out."""
    return "\n".join(line for line in blocks(PARSER.parse(note), _words, ("•", "•")) if line)


def blocks(tokens: Sequence[Token], inline: Callable[[Sequence[Token]], str], signs: tuple[str, str]) -> Iterator[str]:
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

"""Letters that no file holds: orders to printers of old, halves of letters. XML forbids them, and spreadsheets stumble over them."""

import re

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# An escape of JSON: of such a letter (without a group), or of any other.
ESCAPE = re.compile(r"\\(?:u00(?:0[0-8bcef]|1[0-9a-f])|[bf]|(.))")


def without(text: str, *, instead: str = "") -> str:
    """A text without them, or with another sign in their places."""
    return FORBIDDEN.sub(instead, text)


def without_in_json(written: str) -> str:
    """JSON, its letters beyond ASCII escaped or not, whose texts have none of them."""
    return FORBIDDEN.sub("", ESCAPE.sub(lambda found: found[0] if found[1] else "", written))

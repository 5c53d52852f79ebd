"""Names of files to save: each says, for who can check it, whom the file was made for, and is another one for another content.

Streamlit serves a file to whoever knows its address, and tells large ones apart by samples of them. So a name
carries a hash of the content and a seal of the audience, and the server looks at both before it hands the file out.
"""

import hashlib
import hmac
import re

CONTENT_DIGITS, SEAL_DIGITS = 8, 8
LABEL = re.compile(rf"-([0-9a-f]{{{CONTENT_DIGITS}}})([0-9a-f]{{{SEAL_DIGITS}}})(\.[A-Za-z0-9.]{{1,12}})?$")


def labelled(name: str, *, secret: str, audience: str, content: bytes) -> str:
    """The name of a file of this content that an audience may fetch: `board.pptx` becomes `board-1a2b3c4d5e6f7a8b.pptx`.

    Where the file is made only when it is asked for, `content` is what tells it from others: what it is made of.
    """
    stem, dot, ending = name.rpartition(".") if "." in name else (name, "", "")
    digits = hashlib.sha256(content).hexdigest()[:CONTENT_DIGITS]
    return f"{stem}-{digits}{_seal(secret, audience, digits)}{dot}{ending}"


def is_for(name: str, *, secret: str, audience: str) -> bool:
    """Whether a file of this name was made for an audience; nobody is no audience."""
    found = LABEL.search(name)
    return bool(audience and found and hmac.compare_digest(found[2], _seal(secret, audience, found[1])))


def unlabelled(name: str) -> str:
    """What a file is called by whoever has it: its name before it was labelled."""
    return LABEL.sub(r"\3", name)


def _seal(secret: str, audience: str, digits: str) -> str:
    return hmac.new(secret.encode(), f"file\0{audience}\0{digits}".encode(), "sha256").hexdigest()[:SEAL_DIGITS]

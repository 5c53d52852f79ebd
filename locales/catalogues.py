"""The catalogues behind `words`: gathered from the code, kept in locales/<language>/LC_MESSAGES."""

from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from locales.words import FOLDER

ROOT = FOLDER.parent
FOLDERS = ("pages", "ui", "exports", "charts", "metrics", "sharing", "loaders", "locales")
# How the code marks a message: t("…"), t.plural("…", "…", n), N_("…"), and within Words self("…").
KEYWORDS = {"t": None, "self": None, "plural": (1, 2), "N_": None}
SOURCE_LANGUAGE = "en"


def path(language: str) -> Path:
    """Where a language's catalogue is."""
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


def gathered() -> Catalog:
    """Every message that the code marks, with the files it stands in."""
    catalogue = Catalog()
    methods = [("dashboard.py", "python"), *((f"{folder}/**.py", "python") for folder in FOLDERS)]
    for name, _, message, comments, _ in extract_from_dir(ROOT, methods, keywords=KEYWORDS, directory_filter=_is_ours):
        catalogue.add(message, None, [(name, 0)], auto_comments=comments)
    return catalogue


def _is_ours(folder: str) -> bool:
    return Path(folder).relative_to(ROOT).parts[0] in FOLDERS


def kept(language: str) -> Catalog:
    """A language's catalogue as it stands; an empty one where there is none."""
    if not path(language).exists():
        return Catalog(locale=language, project="CITIES programme dashboard", header_comment="# The dashboard's words.", fuzzy=False)
    with path(language).open("rb") as source:
        return read_po(source, locale=language)


def update(language: str) -> None:
    """Bring a catalogue up to the code: new messages in, old ones out; English says itself."""
    catalogue = kept(language)
    made = catalogue.creation_date
    catalogue.update(gathered(), no_fuzzy_matching=True)
    # The day of the first gathering stays: the same words make the same file.
    catalogue.creation_date = made
    catalogue.obsolete.clear()
    if language == SOURCE_LANGUAGE:
        for message in catalogue:
            if message.id:
                message.string = message.id
                message.flags.discard("fuzzy")
    path(language).parent.mkdir(parents=True, exist_ok=True)
    with path(language).open("wb") as out:
        write_po(out, catalogue, width=100, sort_output=True, omit_header=False, include_lineno=False, ignore_obsolete=True)


def untranslated(language: str) -> list[Message]:
    """The messages of the code that a catalogue lacks, leaves blank, or fills in with other {values}."""
    catalogue = kept(language)
    return [message for message in gathered() if message.id and not _is_said(catalogue.get(message.id))]


def _is_said(message: Message | None) -> bool:
    if message is None:
        return False
    forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(forms) and not message.fuzzy

"""The words that people read: gettext catalogues, numbers and dates as each language writes them."""

from locales.words import LANGUAGES, N_, Words, words

__all__ = ["LANGUAGES", "N_", "Words", "words"]

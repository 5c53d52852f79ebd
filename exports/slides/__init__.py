"""Decks as PowerPoint files."""

from exports.slides.deck import deck_file

__all__ = ["deck_file"]

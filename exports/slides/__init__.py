"""Decks as PowerPoint files."""

from exports.slides.deck import deck_file, slides_in

__all__ = ["deck_file", "slides_in"]

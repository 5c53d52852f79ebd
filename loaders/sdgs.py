"""The Sustainable Development Goals, from data/reference: their official short titles and colours (United Nations)."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

FILE = Path(__file__).parent.parent / "data" / "reference" / "sdgs.csv"


@dataclass(frozen=True)
class Goal:
    """One goal: its number, its colour, and its title in English and French."""

    number: int
    colour: str
    en: str
    fr: str

    def title(self, language: str) -> str:
        """Its number and its title in a language; English where the United Nations have none in it here."""
        return f"{self.number}. {self.fr if language == 'fr' else self.en}"


@cache
def goals() -> dict[int, Goal]:
    """The seventeen goals by number."""
    table = pd.read_csv(FILE)
    return {int(row.goal): Goal(int(row.goal), str(row.colour), str(row.en), str(row.fr)) for row in table.itertuples()}

"""What the command lines share: bad input is answered with one sentence, and no sentence gives a terminal orders."""

import re
from argparse import ArgumentParser
from typing import NoReturn

COMMANDS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class OneSentence(ArgumentParser):
    """A parser that answers what it does not understand with one sentence; its commands are such parsers too."""

    def error(self, message: str) -> NoReturn:
        """Print the sentence and leave with 2."""
        self.exit(2, harmless(f"{self.prog}: {message}; --help says more") + "\n")


def harmless(sentence: str) -> str:
    """A sentence on one line, without what a terminal would take for orders or write backwards."""
    return COMMANDS.sub("�", " ".join(sentence.split()))


def counted(number: int, word: str) -> str:
    """So many of something, in English: "1 row", "2,000 rows"."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"

"""Spreadsheets → Dataset: frames with the cell that each row came from, and the problems found."""

import pandas as pd

from loaders.dataset import Dataset, Scope
from loaders.loading import load
from loaders.problems import Problem, SourceError

__all__ = ["Dataset", "Problem", "Scope", "SourceError", "load"]

# What is made of a few rows, hundreds of times for one page, takes longest where its strings are Arrow’s (docs/decisions/0038-strings.md).
pd.set_option("mode.string_storage", "python")

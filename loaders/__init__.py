"""Spreadsheets → Dataset: frames with the cell that each row came from, and the problems found."""

from loaders.dataset import Dataset, Scope
from loaders.loading import load
from loaders.problems import Problem, SourceError

__all__ = ["Dataset", "Problem", "Scope", "SourceError", "load"]

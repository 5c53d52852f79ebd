"""Spreadsheets → Dataset: frames with the cell that each row came from, and the problems found."""

from loaders.dataset import Dataset, Problem, Scope, SourceError, load

__all__ = ["Dataset", "Problem", "Scope", "SourceError", "load"]

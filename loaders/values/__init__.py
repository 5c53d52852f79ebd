"""What stands in a cell, and what it means: words, dates, numbers, the words of a list."""

"""The keeper's own workbook back, with its problems marked."""

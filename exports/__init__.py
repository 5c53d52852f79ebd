"""What is taken from the dashboard to a meeting: slides, workbooks, tables, a page that opens anywhere."""

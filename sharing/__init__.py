"""Who may see what, and the server that shows it: links, roles, the record of events. Imports nothing of the project but the loaders and the words."""

"""Who may see what, and the server that shows it. Imports nothing of the project but the loaders."""

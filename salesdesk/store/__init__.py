"""The workspace on disk: what SalesDesk remembers between two starts, in one SQLite file with backups."""

"""Running an installation: its environment, its tables, its health, its backups."""

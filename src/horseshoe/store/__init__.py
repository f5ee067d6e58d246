"""A Record that can be written to: SQLite, or PostgreSQL where several people write."""

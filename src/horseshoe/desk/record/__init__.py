"""What people type into the public record, and who changed what in it."""

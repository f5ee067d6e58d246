"""The analyst's pages: what workspaces keep to themselves, and what enters the public record from there."""

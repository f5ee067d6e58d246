"""What templates can say: marks with their words, ways, sources by number."""

"""What the texts say: pure functions that cite their article. No input or output, no clock, no environment."""

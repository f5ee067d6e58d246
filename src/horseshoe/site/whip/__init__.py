"""The whip desk: its form, its counts, its words."""

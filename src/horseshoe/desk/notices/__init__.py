"""Telling people of public acts by e-mail: who asked for it, what is said, what was sent."""

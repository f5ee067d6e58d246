"""Bringing facts in: read a file as published, check it against what is known, then merge it whole or not at all."""

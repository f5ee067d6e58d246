"""One file a page type; each holds a ``KIND``, and is found by standing here."""

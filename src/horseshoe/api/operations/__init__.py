"""The operations, one file a subject; each is a few lines that ask an answer."""

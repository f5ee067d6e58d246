"""Answers as documents that can be handed over: Word, PDF and Markdown, all from one page."""

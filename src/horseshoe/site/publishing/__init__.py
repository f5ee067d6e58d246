"""The whole site as files, with its feeds and signposts."""

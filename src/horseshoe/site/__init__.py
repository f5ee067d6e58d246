"""The site: the answers as pages, each with its data at the same address; served, or written as static files."""

"""Finding things on the site by what people type."""

"""From a request to a reply, with what was rendered kept."""

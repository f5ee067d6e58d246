"""The pictures that are ours: the horseshoe, the tiles of the members, cards for links that are shared."""

"""English and French, and names of states in the six languages of the United Nations."""

"""Who there is, how they sign in, and who may do what."""

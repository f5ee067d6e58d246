"""What is known: typed rows, each with its source, and the Record that holds them."""

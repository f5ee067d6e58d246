"""What a team keeps to itself, and how it leaves by an act of its own."""

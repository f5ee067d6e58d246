"""The depositary's desk: what came in, what is proposed from it, and how an act enters the register."""

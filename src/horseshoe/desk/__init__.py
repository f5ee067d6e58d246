"""The writing side: who may record what, and what is checked before it enters the register."""

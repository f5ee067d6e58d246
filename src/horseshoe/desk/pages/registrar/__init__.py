"""The registrars' pages, and those where anybody asks to be told of acts by e-mail."""

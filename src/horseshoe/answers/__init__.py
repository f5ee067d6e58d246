"""What follows: a Record and a question give a frozen answer, the same for every face."""

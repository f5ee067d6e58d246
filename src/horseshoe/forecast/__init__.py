"""What a vote that has not been taken may come to: odds, what-ifs, power, and the model behind the chances."""

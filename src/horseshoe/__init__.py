"""Horseshoe: pledges, votes, rules and conduct at the UN Security Council."""

"""A club to try things out on, with a platform of its own. Nothing of it is ever started for real work."""

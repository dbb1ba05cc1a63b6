"""Letters to coaches: what they say, and how they leave. Nothing in a letter is about anybody's health."""

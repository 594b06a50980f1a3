"""Small, reusable, painted from tokens."""

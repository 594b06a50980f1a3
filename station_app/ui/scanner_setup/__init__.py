"""Set up a scanner: show a test code, learn from it, prove it."""

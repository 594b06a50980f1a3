"""The page before the door."""

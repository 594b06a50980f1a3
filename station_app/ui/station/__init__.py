"""The page at the door."""

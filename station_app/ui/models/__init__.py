"""Qt models, one per list."""

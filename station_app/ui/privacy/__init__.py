"""What a stranger at the laptop does not see, and may not do."""

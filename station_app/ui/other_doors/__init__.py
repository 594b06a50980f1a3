"""Which doors of the event are on line, and what they did today."""

"""Check-in Station: who stands at the door, and may they come in."""

__version__ = "0.1.0"

"""What the station lets be heard."""

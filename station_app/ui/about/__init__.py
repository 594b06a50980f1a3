"""What this program is, and whose parts are in it."""

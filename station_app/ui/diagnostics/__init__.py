"""What support asks for, as one file."""

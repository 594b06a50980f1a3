"""Handing out the notes of this laptop."""

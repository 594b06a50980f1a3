"""The input lanes: camera, keyboard scanner."""

"""Sample badges on the screen: to hold before a camera, to print, to save."""

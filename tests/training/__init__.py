"""Tests of the built-in event server."""

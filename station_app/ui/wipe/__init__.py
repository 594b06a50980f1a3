"""The question before data are wiped."""

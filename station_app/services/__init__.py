"""Use cases, async, written against the protocols in `ports`."""

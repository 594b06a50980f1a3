"""The Check-in API v1.0: httpx in, domain out."""

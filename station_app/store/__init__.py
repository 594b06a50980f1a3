"""What stays on this laptop: guest cache, settings, secrets."""

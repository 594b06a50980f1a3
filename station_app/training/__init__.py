"""The built-in event server of `--demo`, its invented guests and sample badges."""

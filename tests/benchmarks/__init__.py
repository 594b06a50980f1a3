"""Figures, printed by hand: `python -m tests.benchmarks.<name>` under a display or Xvfb."""

"""Plain Python: guests, verdicts, codes, search. No Qt, no I/O, no clock of its own."""

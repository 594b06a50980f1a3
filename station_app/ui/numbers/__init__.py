"""The live numbers: a page of the station, and what is saved of it."""

"""The card that takes other laptops to the same door."""

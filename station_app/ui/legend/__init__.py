"""What an operator calls colours and fields."""

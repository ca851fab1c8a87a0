"""What an operation may cost, checked before it runs."""

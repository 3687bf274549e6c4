"""What is told of the service in numbers: counts, shares with their uncertainty, stars."""

"""What the public may see of the service in numbers: the scorecard of centres, and open data."""

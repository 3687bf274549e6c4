"""What residents asked in vain: gathered, grouped by meaning, and made good by staff."""

"""Visits that are arranged: which times an office has, who booked them, what follows."""

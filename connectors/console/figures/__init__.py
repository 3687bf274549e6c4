"""Pages of figures: what was asked, how it was served, how good it was, and the centres."""

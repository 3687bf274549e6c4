"""Questions and everyday names as a spreadsheet: out, and back in."""

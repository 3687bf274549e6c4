"""Pages for what residents asked in vain."""

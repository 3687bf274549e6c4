"""Switches of the assistant and its channels, dated notices, and the texts for danger and fraud."""

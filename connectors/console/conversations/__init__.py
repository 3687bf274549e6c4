"""Conversations that residents want a person for: the inbox, and one conversation."""

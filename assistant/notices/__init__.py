"""Dated notices: what staff tell all residents, everywhere, for a while."""

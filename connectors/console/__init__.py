"""The staff's pages: signing in, accounts, and the log of what was done."""

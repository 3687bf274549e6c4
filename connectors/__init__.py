"""The doors: one folder a channel, and gateway.py, which alone names them all."""

"""Quality and speed, measured beside peers, with the settings saved beside the numbers."""

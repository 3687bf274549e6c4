"""The hall of an office: numbers at the kiosk, and the display that shows who is called."""

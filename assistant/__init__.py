"""Trợ lý Một cửa Bắc Ninh: the core, free of web framework and of Rasa's SDK."""

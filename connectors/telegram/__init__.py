"""The Telegram door: python-telegram-bot parses and sends, the inbox and the outbox keep."""

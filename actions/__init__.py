"""What Rasa's rules call: one action a file, each reads the turn, asks the core, and says it."""

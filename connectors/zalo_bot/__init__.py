"""The door of Zalo's Bot Platform: small, for trying the assistant on Zalo in ten minutes."""

"""A small OpenID Connect provider: real keys, real codes, and faults on command."""
